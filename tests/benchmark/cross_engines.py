"""The engines of the cross table: how each is made from a lifted network, compared, and started as a program.

A program reads floats from standard input until it ends, and writes the answers to all inputs, as for `agree --program`.
"""

import dataclasses
import os
import pathlib
import re
import shlex
import shutil
from collections.abc import Callable

from engines import PEERS, PYTHON, has_pytorch

FOLDER = pathlib.Path(__file__).resolve().parent
AGREE = FOLDER.parents[1] / "codegen" / "agree"
BATCH = 64
WASM_LIBRARY = pathlib.Path("/usr/lib/wasm32-wasi/libc.a")


@dataclasses.dataclass(frozen=True)
class Lifted:
    """A network that was lifted."""

    spec: pathlib.Path
    weights: pathlib.Path
    folder: pathlib.Path  # of what is generated
    shape: list
    action: str

    @property
    def name(self) -> str:
        return self.spec.stem

    @property
    def inputs(self) -> int:
        size = 1
        for extent in self.shape:
            size *= extent
        return size

    @property
    def outputs(self) -> int:
        """The numbers of an answer, as the generated C says."""
        for line in (self.folder / f"{self.name}_network.h").read_text(encoding="utf-8").splitlines():
            for word in ("_LOGITS = ", "_ANSWER = ", "_NUMBERS = "):
                if word in line:
                    return int(line.split(word)[1].split(",")[0].split()[0])
        raise SystemExit(f"{self.name}_network.h does not say how many numbers an answer has")


@dataclasses.dataclass(frozen=True)
class Engine:
    """One column: what is there, what is compared, and how it starts."""

    name: str
    missing: Callable[[], str]  # why it cannot run here, or nothing
    prepare: Callable  # makes its files; why it cannot, or nothing
    agree: Callable[[Lifted], list]  # what `agree` is given besides the spec
    command: Callable[[Lifted], list | None]  # the program


def failed(done) -> str:
    """Why a command failed, or nothing."""
    lines = [line for line in done.stderr.splitlines() if "rror" in line or "equivarify" in line]
    text = (lines or [f"exit code {done.returncode}"])[0]
    return "" if done.returncode == 0 else text.removeprefix("equivarify: ")[:160]


def generate(target: str, options: tuple = ()) -> Callable:
    """A function that generates one target."""

    def make(equivarify: pathlib.Path, lifted: Lifted, run: Callable) -> str:
        given = ["--weights", lifted.weights] if target != "cpp" else ["--inference-only", "--no-compare"]
        command = [equivarify, "generate", lifted.spec, "--target", target, "--output", lifted.folder]
        return failed(run([*command, *given, *options]))

    return make


def compile_c(equivarify: pathlib.Path, lifted: Lifted, run: Callable) -> str:
    """C and its program."""
    sizes = [f"-DINPUTS={lifted.inputs}", f"-DFORWARD={lifted.name}_forward"]
    why = generate("c")(equivarify, lifted, run)
    flags = ["-O3", "-march=native", "-ffp-contract=off"]
    source = lifted.folder / f"{lifted.name}_network.c"
    compiler = shlex.split(os.environ.get("CC", "cc"))
    return why or failed(
        run([*compiler, *flags, *sizes, f"-DOUTPUTS={lifted.outputs}", FOLDER / "program_c.c", source, "-lm"]
            + ["-o", lifted.folder / "program_c"])
    )


def compile_header(equivarify: pathlib.Path, lifted: Lifted, run: Callable) -> str:
    """The single header and its program."""
    why = generate("cpp")(equivarify, lifted, run)
    names = [f'-DEQUIVARIFY_HEADER="{lifted.name}.hpp"', f"-DEQUIVARIFY_NETWORK={lifted.name}"]
    sizes = [f"-DEQUIVARIFY_INPUTS={lifted.inputs}", f"-DEQUIVARIFY_OUTPUTS={lifted.outputs}"]
    flags = ["-std=c++20", "-O3", "-march=native", "-pthread", "-I", lifted.folder]
    compiler = shlex.split(os.environ.get("CXX", "c++"))
    program = lifted.folder / "program_header"
    return why or failed(run([*compiler, *flags, *names, *sizes, FOLDER / "program_header.cpp", "-o", program]))


def compile_wasm(_: pathlib.Path, lifted: Lifted, run: Callable) -> str:
    """The C of before as WebAssembly."""
    exports = [f"-Wl,--export={name}" for name in (f"{lifted.name}_forward", "__heap_base")]
    flags = ["--target=wasm32-wasi", "-O3", "-ffp-contract=off", "-nostartfiles", "-Wl,--no-entry"]
    source = lifted.folder / f"{lifted.name}_network.c"
    return failed(run(["clang", *flags, *exports, source, "-lm", "-o", lifted.folder / f"{lifted.name}_network.wasm"]))


def wasm_command(lifted: Lifted) -> list:
    program = AGREE / "wasm.js"
    return ["node", program, lifted.folder / f"{lifted.name}_network.wasm", lifted.name, lifted.inputs, lifted.outputs]


def onnx_command(package: str) -> Callable:
    def command(lifted: Lifted) -> list:
        program = FOLDER / "program_onnxruntime.js"
        model = lifted.folder / f"{lifted.name}.onnx"
        return ["env", f"NODE_PATH={PEERS}", "node", program, f"onnxruntime-{package}", model, BATCH]

    return command


def pytorch_command(lifted: Lifted) -> list:
    module = lifted.folder / f"{lifted.name}_network.py"
    [name] = re.findall(r"^class (\w+)\(nn\.Module\)", module.read_text(encoding="utf-8"), re.MULTILINE)[-1:]
    return [PYTHON, AGREE / "pytorch.py", module, name, lifted.weights, BATCH, 1]


def as_program(command: Callable) -> Callable:
    """What `agree` is given for a program."""
    return lambda lifted: ["--program", shlex.join(str(each) for each in command(lifted))]


def missing_package(package: str) -> str:
    there = shutil.which("node") and (PEERS / package).is_dir()
    return "" if there else f"npm's {package} is not in build/peers"


def missing_wasm() -> str:
    there = shutil.which("clang") and shutil.which("node") and WASM_LIBRARY.exists()
    return "" if there else "clang, lld, wasi-libc or node is not installed"


def file_of(ending: str) -> Callable:
    return lambda lifted: [lifted.folder / f"{lifted.name}{ending}"]


def nothing(*_) -> str:
    return ""


ENGINES = [
    Engine("our C", nothing, compile_c, file_of("_network.c"), lambda lifted: [lifted.folder / "program_c"]),
    Engine("our C++", nothing, compile_header, file_of(".hpp"),
           lambda lifted: [lifted.folder / "program_header", lifted.weights, BATCH]),
    Engine("our C in WebAssembly", missing_wasm, compile_wasm, file_of("_network.wasm"), wasm_command),
    Engine("ONNX Runtime", lambda: missing_package("onnxruntime-node"), generate("onnx"), file_of(".onnx"),
           onnx_command("node")),
    Engine("ONNX Runtime web", lambda: missing_package("onnxruntime-web"), nothing,
           as_program(onnx_command("web")), onnx_command("web")),
    Engine("PyTorch", lambda: "" if has_pytorch() else "Debian's python3-torch is not installed",
           generate("pytorch"), file_of("_network.py"), pytorch_command),
]
