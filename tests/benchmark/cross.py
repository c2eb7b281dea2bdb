#!/usr/bin/env python3
"""A table of engines by networks that others trained: how far apart, whether the symmetry is kept, how fast.

`./run bench cross --models DIR` lifts each ONNX file of DIR over C2 (pictures by flip_columns, vectors by a change of
sign, or as ACTIONS says), generates all targets, asks `equivarify agree` to compare each engine with the reference,
and times each engine as a program of one thread, in inputs per second of a processor, all in turns. The table is Markdown, on standard output and in build/bench/cross.md.
"""

import argparse
import array
import datetime
import json
import os
import pathlib
import random
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile

from cross_engines import BATCH, ENGINES, Engine, Lifted

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCE = "the reference"
SIZES = {  # of pictures whose size a file leaves open
    "ch_ppocr_mobile_v2.0_cls_infer": "1,3,48,192",
    "ch_PP-OCRv4_det_infer": "1,3,64,64",
    "ch_PP-OCRv4_rec_infer": "1,3,48,32",
}
ACTIONS = {"acasxu": '{"signs": [1, -1, -1, 1, 1]}'}  # what the mirror does to five numbers of an encounter


def run(arguments: list, timeout: float = 600, **more) -> subprocess.CompletedProcess:
    """A command that is given up after a time; its output as text."""
    try:
        return subprocess.run([str(each) for each in arguments], capture_output=True, text=True, timeout=timeout, **more)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(arguments, 1, "", f"no answer after {timeout:.0f} s")


def reason(done: subprocess.CompletedProcess) -> str:
    """Why a command failed: its first line that says so."""
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    wanted = [line for line in lines if "rror" in line or "equivarify" in line] or lines or ["no reason given"]
    return wanted[0].removeprefix("equivarify: ")[:160]


def sizes_of(model: pathlib.Path) -> list:
    """What `lift` is told of the size of the input."""
    return ["--input-shape", SIZES[model.stem]] if model.stem in SIZES else []


def lift(equivarify: pathlib.Path, model: pathlib.Path, folder: pathlib.Path) -> Lifted | str:
    """The network of a file as a spec, or why there is none."""
    known = [action for name, action in ACTIONS.items() if model.name.startswith(name)]
    for action in known or ["flip_columns", "negate"]:
        command = [equivarify, "lift", model, "--group", "cyclic:2", "--input-action", action, "--output-dir", folder]
        done = run(command + sizes_of(model))
        if done.returncode == 0:
            [spec] = [path for path in folder.glob("*.json") if path.name != "mapping.json"]
            shape = json.loads(spec.read_text(encoding="utf-8"))["input"]["shape"]
            return Lifted(spec, folder / "weights.safetensors", folder / "generated", shape, action)
    return reason(done)


def compare(equivarify: pathlib.Path, lifted: Lifted, engine: Engine, options: argparse.Namespace) -> dict:
    """What `agree` says of the engine and the reference."""
    done = run([*agree(equivarify, lifted, options.samples), *engine.agree(lifted)])
    if not done.stdout.startswith("{"):
        return {"missing": reason(done)}
    found = json.loads(done.stdout)
    [pair] = found["pairs"]
    reference, other = (each["equivariance"]["differing_numbers"] for each in found["engines"])
    own = {"ulp": pair["largest_ulp"], "ulp_of_largest": pair["ulp_of_largest"], "defect": other}
    return own | {"reference_defect": reference}


def agree(equivarify: pathlib.Path, lifted: Lifted, samples: int) -> list:
    """The command that compares the reference with an engine, which follows."""
    common = [equivarify, "agree", lifted.spec, "--weights", lifted.weights, "--samples", samples, "--json"]
    return [*common, "--onnxruntime", ROOT / "build" / "peers"]


def reference_cell(equivarify: pathlib.Path, lifted: Lifted, cells: dict, options: argparse.Namespace) -> dict:
    """What the comparisons say of the reference; its speed is that of `agree` with many samples less one with few."""
    compared = [name for name, cell in cells.items() if "missing" not in cell]
    if not compared:
        return {"missing": "no engine to compare with"}
    cell = {"ulp": 0, "ulp_of_largest": 0, "defect": cells[compared[0]]["reference_defect"]}
    if options.no_speed:
        return cell
    [engine] = [each for each in ENGINES if each.name == compared[0]]
    few = timed([*agree(equivarify, lifted, 1), *engine.agree(lifted)])
    samples = 9
    while samples < 65536:
        taken = timed([*agree(equivarify, lifted, samples), *engine.agree(lifted)]) - few
        if taken > 2 * options.seconds:
            break
        samples = 4 * samples - 3
    return cell | {"speed": 3 * (samples - 1) / taken}  # an input is evaluated, and its two images under C2


def timed(command: list) -> float:
    """The processor seconds of a command."""
    start = processor_seconds()
    run(command)
    return processor_seconds() - start


def processor_seconds() -> float:
    """What all children so far took of processors, which other programs on the machine hardly change."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds_of(command: list, numbers: bytes) -> float:
    """What the program takes of a processor for these inputs."""
    with tempfile.TemporaryFile() as inputs:
        inputs.write(numbers)
        inputs.seek(0)
        start = processor_seconds()
        subprocess.run([str(each) for each in command], stdin=inputs, stdout=subprocess.DEVNULL, check=True)
        return processor_seconds() - start


class Inputs:
    """Random inputs of a network, as bytes."""

    def __init__(self, size: int) -> None:
        draw = random.Random(1)
        self.batch = array.array("f", (draw.uniform(-1, 1) for _ in range(BATCH * size))).tobytes()

    def batches(self, count: int) -> bytes:
        return self.batch * count

    def fit(self, count: int) -> bool:
        """Whether so many batches are no burden to the memory of the machine."""
        return count * len(self.batch) <= 2**29


def time_of_batches(command: list, inputs: Inputs, count: int) -> float:
    """The processor seconds of so many batches without the start: a run of more of them less one of a single batch."""
    start = seconds_of(command, inputs.batches(1))
    return max(seconds_of(command, inputs.batches(1 + count)) - start, 1e-9)


def batches_for(command: list, inputs: Inputs, seconds: float) -> int:
    """How many batches take that long: more and more are tried."""
    count = 4
    while inputs.fit(4 * count) and time_of_batches(command, inputs, count) < seconds:
        count *= 4
    return count


def speeds(commands: dict[str, list], lifted: Lifted, options: argparse.Namespace) -> dict[str, dict]:
    """Inputs per second of a processor of each program: the median of rounds, in each of which all take their turn."""
    inputs = Inputs(lifted.inputs)
    counts = {name: batches_for(command, inputs, options.seconds) for name, command in commands.items()}
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            found[name].append(BATCH * counts[name] / time_of_batches(command, inputs, counts[name]))
    return {
        name: {"speed": statistics.median(each), "slowest": min(each), "fastest": max(each)} for name, each in found.items()
    }


def row(equivarify: pathlib.Path, model: pathlib.Path, work: pathlib.Path, options: argparse.Namespace) -> dict:
    """All engines of one network."""
    folder = work / model.stem
    lifted = lift(equivarify, model, folder)
    if isinstance(lifted, str):
        return {"model": model.stem, "missing": lifted}
    cells = {}
    for engine in ENGINES:
        why = engine.missing() or engine.prepare(equivarify, lifted, run)
        cells[engine.name] = {"missing": why} if why else compare(equivarify, lifted, engine, options)
    if not options.no_speed:
        running = [engine for engine in ENGINES if "missing" not in cells[engine.name]]
        found = speeds({engine.name: engine.command(lifted) for engine in running}, lifted, options)
        cells = {name: cell | found.get(name, {}) for name, cell in cells.items()}
    cells = {REFERENCE: reference_cell(equivarify, lifted, cells, options)} | cells
    facts_of_row = {"action": lifted.action, "shape": lifted.shape, "load": os.getloadavg()[0]}
    return {"model": model.stem} | facts_of_row | {"engines": cells}


def cell_text(cell: dict, notes: list) -> str:
    """One engine of one network; why there is none is a note below the table."""
    if "missing" in cell:
        if cell["missing"] not in notes:
            notes.append(cell["missing"])
        return f"none [{notes.index(cell['missing']) + 1}]"
    speed = f" · {cell['speed']:,.0f}/s" if "speed" in cell else ""
    return f"{cell['ulp']:,} ({cell['ulp_of_largest']:,.0f}) · {cell['defect']}{speed}"


def table(rows: list[dict]) -> str:
    """The rows as Markdown."""
    names = [REFERENCE, *(engine.name for engine in ENGINES)]
    notes: list = []
    lines = [f"| network | moved by | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    for each in rows:
        if "missing" in each:
            lines.append(f"| `{each['model']}` | {cell_text(each, notes)} |{' |' * len(names)}")
            continue
        cells = [cell_text(each["engines"][name], notes) for name in names]
        action = each["action"] if each["action"].isidentifier() else "signs"
        lines.append(f"| `{each['model']}` | `{action}` | {' | '.join(cells)} |")
    lines += [""] + [f"[{number}] {note}  " for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n"


def models_in(folder: pathlib.Path, names: list[str], all_of_families: bool) -> list[pathlib.Path]:
    """The ONNX files of a folder; of ACAS Xu's 45 the first, unless all are wanted."""
    found = sorted(folder.rglob("*.onnx"), key=lambda path: (len(path.relative_to(folder).parts), path.name))
    wanted = [path for path in found if not names or path.stem in names]
    first = [path for path in wanted if not path.stem.startswith("acasxu") or path.stem == "acasxu_1_1"]
    return wanted if names or all_of_families else first


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./run bench cross", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK", help="names of ONNX files without .onnx; all by default")
    parser.add_argument("--models", type=pathlib.Path, required=True, help="the folder of the ONNX files")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release", help=argparse.SUPPRESS)
    parser.add_argument("--samples", type=int, default=8, help="random inputs of each comparison")
    parser.add_argument("--seconds", type=float, default=0.5, help="that a timed run takes at least")
    parser.add_argument("--rounds", type=int, default=3, help="in which all engines of a network take turns")
    parser.add_argument("--no-speed", action="store_true", help="compare alone")
    parser.add_argument("--all", action="store_true", help="all networks of ACAS Xu, not the first alone")
    return parser.parse_args()


def main() -> None:
    options = parse()
    equivarify = options.build.resolve() / "codegen" / "equivarify"
    models = models_in(options.models, options.networks, options.all)
    if not models:
        raise SystemExit(f"run bench cross: no ONNX file of these names in {options.models}")
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for model in models:
            rows.append(row(equivarify, model, pathlib.Path(work), options))
            write(rows)
            print(f"{model.stem} done", file=sys.stderr, flush=True)
    print(table(rows) + facts(), end="")


def facts() -> str:
    """When and on what the table was measured, as a line."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return f"{datetime.date.today()}, {cores} cores, load {load:.1f}: {shlex.join(sys.argv[1:])}\n"


def write(rows: list[dict]) -> None:
    """What is measured so far, so that it is there if the rest is given up."""
    output = ROOT / "build" / "bench"
    output.mkdir(parents=True, exist_ok=True)
    (output / "cross.json").write_text(json.dumps({"facts": facts(), "rows": rows}, indent=2) + "\n", encoding="utf-8")
    (output / "cross.md").write_text(table(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
