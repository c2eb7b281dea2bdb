"""The engines that are compared: each a process that answers one line of JSON to one line of text.

  logits BATCH FILE     writes the logits, or the outputs, of the first images, single precision, into FILE
  loss BATCH            one step of training; the mean loss before it
  forward BATCH SECONDS evaluates batches for so long: how many runs in how many seconds
  train BATCH SECONDS   the same for steps of training (gradient, Adam, and whatever the next step needs)

An engine reads network.json, spec.json, weights.f32, images.f32 and targets.f32, which `prepare` writes, and says its version first.
"""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess

FOLDER = pathlib.Path(__file__).parent
ROOT = FOLDER.parents[1]
PEERS = ROOT / "build" / "peers" / "node_modules"
PYTHON = "/usr/bin/python3"  # Debian's, which sees Debian's python3-torch


@dataclasses.dataclass(frozen=True)
class Kind:
    """An engine that may or may not be installed."""

    name: str
    trains: bool
    missing: str = ""  # why it cannot run, or nothing
    expected: str = "logits.f64"  # the file of right logits
    tolerance: float = 1e-3  # of the largest logit; 0: none may differ
    program: str = ""  # where it is not among what `prepare` makes


class Process:
    """A running engine; a context that ends with it."""

    def __init__(self, kind: Kind, folder: pathlib.Path, threads: int) -> None:
        self.kind = kind
        self.process = subprocess.Popen(
            command(kind, folder, threads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"NODE_PATH": str(PEERS), "OMP_NUM_THREADS": str(threads)},
        )
        self.version = self.read()["version"]

    def read(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.kind.name} ended with exit code {self.process.wait()}")
        return json.loads(line)

    def ask(self, *request) -> dict:
        self.process.stdin.write(" ".join(map(str, request)) + "\n")
        self.process.stdin.flush()
        return self.read()

    def peak_memory(self) -> int:
        """The most bytes that the process ever had in memory, code and libraries included."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
        return 0

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_) -> None:
        """Ends the process, which stops at the end of its input."""
        self.process.communicate()


def command(kind: Kind, folder: pathlib.Path, threads: int) -> list[str]:
    """The command line of an engine for the network in the folder."""
    if kind.program:
        return [kind.program, str(folder), str(threads)]
    if kind.name.startswith("equivarify int8"):
        program = json.loads((folder / "facts.json").read_text(encoding="utf-8"))["integers"]
        return [program, str(folder), str(threads), *kind.name.split()[2:]]
    if kind.name.startswith("ONNX Runtime int8"):
        model = "capped" if kind.name.endswith("capped") else "quantised"
        return ["node", str(FOLDER / "engine_onnxruntime.js"), str(folder), str(threads), model]
    if kind.name.startswith("equivarify"):
        return [str(folder / "_".join(["engine", *kind.name.split()[1:]])), str(folder), str(threads)]
    if kind.name == "ONNX Runtime":
        return ["node", str(FOLDER / "engine_onnxruntime.js"), str(folder), str(threads)]
    return [PYTHON, str(FOLDER / "engine_pytorch.py"), str(folder), str(threads), kind.name.split()[1]]


def all_kinds() -> list[Kind]:
    """Every engine that the benchmark knows, ours first."""
    onnxruntime = "" if shutil.which("node") and (PEERS / "onnxruntime-node").is_dir() else (
        "its npm package onnxruntime-node is not in build/peers (no node, no npm, or no registry)"
    )
    pytorch = "" if has_pytorch() else "Debian's python3-torch is not installed"
    forms = ("circulant", "channels_last", "separate")
    return [
        Kind("equivarify", trains=True),
        Kind("equivarify bf16", trains=True, tolerance=0.05),
        Kind("equivarify int8", trains=False, expected="int8.f64", tolerance=0),
        Kind("equivarify int8 direct", trains=False, expected="int8.f64", tolerance=0),
        Kind("ONNX Runtime", trains=False, missing=onnxruntime),
        Kind("ONNX Runtime int8", trains=False, missing=onnxruntime, expected="plain.f64", tolerance=0.05),
        Kind("ONNX Runtime int8 capped", trains=False, missing=onnxruntime, expected="int8.f64", tolerance=0.05),
        *(Kind(f"PyTorch {form}", trains=True, missing=pytorch) for form in forms),
    ]


def has_pytorch() -> bool:
    """Whether Debian's python3 finds PyTorch."""
    if not pathlib.Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import torch"], capture_output=True, check=False).returncode == 0
