"""What a network needs before engines can be timed on it: code, an ONNX file, weights, images, right answers."""

import array
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import time


class Workplace:
    """Makes the folders of networks under build/bench with the programs of a build folder."""

    def __init__(self, build: pathlib.Path, output: pathlib.Path, again: bool = False) -> None:
        self.equivarify = build / "codegen" / "equivarify"
        self.prepare_program = build / "tests" / "benchmark" / "benchmark_prepare"
        self.integers_program = build / "tests" / "benchmark" / "benchmark_integers"
        self.onnx_program = build / "tests" / "engines" / "onnx_engine_prepare"
        self.include = build / "stage" / "include"
        self.output = output
        self.again = again  # take what an earlier run prepared

    def prepare(self, spec: pathlib.Path, images: int, onnx: bool = True, profile: bool = False) -> dict:
        """Fills the folder of a network and returns its facts; what took how long is among them.

        With `profile` the engine finds where its time goes, and there is no ONNX file.
        """
        name = json.loads(spec.read_text(encoding="utf-8"))["name"]
        folder = self.output / (f"{name}_profile" if profile else name)
        known = folder / "facts.json"
        if self.again and known.exists():
            return json.loads(known.read_text(encoding="utf-8")) | {"folder": folder}
        folder.mkdir(parents=True, exist_ok=True)
        if spec != folder / "spec.json":
            shutil.copy(spec, folder / "spec.json")
        run([self.prepare_program, spec, folder, images])
        facts = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        facts["generate_seconds"] = self.generate(spec, folder / "generated")
        facts["compile_seconds"] = self.compile(folder, name, ["-DEQUIVARIFY_PROFILE"] if profile else [])
        work = json.loads((folder / "generated" / "generate.json").read_text(encoding="utf-8"))
        facts["multiplications"] = work["multiplications"]
        if onnx and not profile:
            # The form that ONNX Runtime is fastest at; the one that `generate` writes is exact there.
            run([self.onnx_program, spec, folder / "onnx", "block_circulant"])
            (folder / "onnx" / "model.onnx").replace(folder / f"{name}.onnx")
            facts["bf16"] = self.prepare_bf16(spec, folder)
            facts["integers"] = str(self.prepare_integers(spec, folder)) if self.integers_program.exists() else ""
        known.write_text(json.dumps(facts), encoding="utf-8")
        return facts | {"folder": folder}

    def generate(self, spec: pathlib.Path, output: pathlib.Path) -> float:
        """Writes the C++ of a network; the seconds that takes."""
        return run([self.equivarify, "generate", spec, "--output", output, "--no-compare"])

    def prepare_bf16(self, spec: pathlib.Path, folder: pathlib.Path) -> bool:
        """The same network with weights in 16 bits; whether its spec leaves that open."""
        fields = json.loads(spec.read_text(encoding="utf-8"))
        if fields.get("arithmetic", "exact") != "exact":
            return False
        rounded = folder / "bf16.json"
        rounded.write_text(json.dumps(fields | {"arithmetic": "bf16"}), encoding="utf-8")
        self.generate(rounded, folder / "generated_bf16")
        self.compile(folder, fields["name"], [], "_bf16")
        return True

    def prepare_integers(self, spec: pathlib.Path, folder: pathlib.Path) -> pathlib.Path | str:
        """Integer weights, and quantised models for ONNX Runtime; nothing for a network without that form. The quantised
        model has no norms, which our integers have in the layers before them."""
        if '"batch_norm"' in spec.read_text(encoding="utf-8"):
            return ""
        arguments = [self.integers_program, "prepare", folder]
        if subprocess.run(arguments, capture_output=True, check=False).returncode != 0:
            return ""
        for weights, model in (("plain", "quantised"), ("int8", "capped")):
            run([self.onnx_program, spec, folder / "onnx", folder / f"{weights}.safetensors"])
            (folder / "onnx" / "model.onnx").replace(folder / f"{model}.onnx")
        return self.integers_program

    def compile(self, folder: pathlib.Path, name: str, options: list[str], form: str = "") -> float:
        """Compiles the generated network, in one of its forms, as its own project does; the seconds that takes."""
        generated = folder / f"generated{form}"
        flags = ["-std=c++20", "-O3", "-march=native", "-pthread", "-I", self.include, "-I", generated]
        names = [f'-DEQUIVARIFY_HEADER="{name}.hpp"', f"-DEQUIVARIFY_NETWORK={name}"]
        source = pathlib.Path(__file__).with_name("engine_generated.cpp")
        compiler = shlex.split(os.environ.get("CXX", "c++"))
        return run([*compiler, *flags, *options, *names, source, "-o", folder / f"engine{form}"])


def run(arguments: list) -> float:
    """Runs a program and returns the seconds it took; its failure ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{arguments[0]} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def read_array(path: pathlib.Path, kind: str) -> array.array:
    """The numbers of a file: kind `f` for single, `d` for double precision."""
    values = array.array(kind)
    values.frombytes(path.read_bytes())
    return values
