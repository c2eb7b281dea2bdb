#!/usr/bin/env python3
"""Networks that others trained, lifted, next to their own files in ONNX Runtime.

`./run bench originals --models DIR...` lifts each ONNX file of the folders over C2, and pictures that are squares over C4 and D4 too.
Of each lift it asks whether p F^ = F: the copy of e against the original file in ONNX Runtime, on random inputs; and whether
f(g x) = g f(x) to the bit. The table is Markdown, on standard output and in build/bench/originals.md.
"""

import argparse
import array
import itertools
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

from cross import ACTIONS, ROOT, agree, facts, models_in, reason, run, sizes_of
from cross_engines import FOLDER, PEERS, Lifted, compile_c, compile_header, missing_package

GROUPS = {"C2": "cyclic:2", "C4": "cyclic:4", "D4": "dihedral:4"}
OPAQUE = "`--opaque`, ONNX Runtime"
TURNS = {"C4": "quarter_turn", "D4": "r=quarter_turn,s=flip_columns"}


def actions_of(model: pathlib.Path) -> list[tuple[str, str]]:
    """The groups and actions to try, the surest first: what does not fit a network is refused when it is lifted."""
    known = [action for name, action in ACTIONS.items() if model.name.startswith(name)]
    mirrors = known or ["flip_columns", "negate"]
    return [("C2", action) for action in mirrors] + [(group, action) for group, action in TURNS.items() if not known]


def lift_command(equivarify: pathlib.Path, model: pathlib.Path, group: str, action: str, folder: pathlib.Path) -> list:
    """The command that lifts a file."""
    command = [equivarify, "lift", model, "--group", GROUPS[group], "--input-action", action, *sizes_of(model)]
    return [*command, "--keep-softmax", "--output-dir", folder]


def opaque_command(command: list, mapping: pathlib.Path) -> list:
    """The same without a look at the operators: how the channels stand is then to be said."""
    lifted = json.loads(mapping.read_text(encoding="utf-8"))["input"]
    is_last = len(lifted["file_shape"]) == 4 and lifted["file_shape"][1:] != lifted["shape"] and len(lifted["shape"]) == 3
    last = ["--channels-last"] if is_last else []
    return [word for word in command if word != "--keep-softmax"] + ["--opaque", "--name", "opaque", *last]


def lift(equivarify: pathlib.Path, model: pathlib.Path, group: str, action: str, folder: pathlib.Path) -> Lifted | str:
    """The network of a file as a spec, or why there is none."""
    done = run(lift_command(equivarify, model, group, action, folder))
    if done.returncode != 0:
        return reason(done)
    [spec] = [path for path in folder.glob("*.json") if path.name != "mapping.json"]
    shape = json.loads(spec.read_text(encoding="utf-8"))["input"]["shape"]
    return Lifted(spec, folder / "weights.safetensors", folder / "generated", shape, action)


def in_engine(model: pathlib.Path, mapping: pathlib.Path) -> list:
    """An ONNX file in ONNX Runtime as a program that takes and gives numbers in the order of the spec."""
    program = [FOLDER / "program_onnxruntime.js", "onnxruntime-node", model, 1, mapping]
    return ["env", f"NODE_PATH={PEERS}", "node", *program]


def answers(command: list, inputs: bytes) -> array.array | str:
    """What a program gives for inputs, or why it does not."""
    done = subprocess.run([str(each) for each in command], capture_output=True, input=inputs, check=False)
    if done.returncode != 0:
        return (done.stderr.decode() or "no answer").splitlines()[0][:160]
    return array.array("f", done.stdout)


def ordered(number: float) -> int:
    """A float as a whole number: neighbours are one apart."""
    [bits] = struct.unpack("<i", struct.pack("<f", number))
    return bits if bits >= 0 else -(bits & 0x7FFFFFFF)


def distance(found: array.array, expected: array.array) -> dict:
    """How far numbers are apart: how many differ, and by how many ULP of the largest."""
    largest = max((abs(each) for each in expected), default=0.0)
    unit = abs(struct.unpack("<f", struct.pack("<i", ordered(largest) + 1))[0] - largest)
    differ = sum(1 for a, b in zip(found, expected, strict=True) if ordered(a) != ordered(b))
    apart = max((abs(a - b) for a, b in zip(found, expected, strict=True)), default=0.0)
    return {"differ": differ, "ulp_of_largest": apart / unit, "values": len(expected)}


def first_copies(all_copies: array.array, copies: int, inputs: int) -> array.array:
    """The copy of e of each answer."""
    size = len(all_copies) // inputs
    parts = (all_copies[i * size : i * size + size // copies] for i in range(inputs))
    return array.array("f", itertools.chain.from_iterable(parts))


def engine_cell(equivarify: pathlib.Path, lifted: Lifted, program: list, own: list, case: dict) -> dict:
    """A program next to the original, and in how many numbers it breaks the symmetry."""
    found = answers(program, case["inputs"])
    if isinstance(found, str):
        return {"missing": found}
    cell = distance(first_copies(found, case["order"], case["samples"]), case["expected"])
    done = run([*agree(equivarify, lifted, 2), *own])
    if not done.stdout.startswith("{"):
        return cell | {"defect": reason(done)}
    return cell | {"defect": json.loads(done.stdout)["engines"][1]["equivariance"]["differing_numbers"]}


def compiled(make, equivarify: pathlib.Path, lifted: Lifted, program: list, own: list, case: dict) -> dict:
    """The cell of one of our own targets."""
    why = make(equivarify, lifted, run)
    return {"missing": why} if why else engine_cell(equivarify, lifted, program, own, case)


def own_cells(equivarify: pathlib.Path, lifted: Lifted, case: dict) -> dict:
    """What our own targets give."""
    header = [lifted.folder / "program_header", lifted.weights, 1]
    return {
        "our C": compiled(compile_c, equivarify, lifted, [lifted.folder / "program_c"],
                          [lifted.folder / f"{lifted.name}_network.c"], case),
        "our C++": compiled(compile_header, equivarify, lifted, header, [lifted.folder / f"{lifted.name}.hpp"], case),
    }


def row(equivarify: pathlib.Path, model: pathlib.Path, move: tuple[str, str], folder: pathlib.Path, options: argparse.Namespace) -> dict:
    """One network under one group."""
    group, action = move
    samples = options.samples
    about = {"model": model.stem, "group": group, "action": action}
    lifted = lift(equivarify, model, group, action, folder)
    if isinstance(lifted, str):
        return about | {"missing": lifted}
    if action != "negate" and not action.startswith("{") and lifted.shape[-1] == 1:
        return about | {"missing": "a vector, in which no picture is turned"}
    mapping = folder / "mapping.json"
    draw = random.Random(1)
    inputs = array.array("f", (draw.uniform(0, 1) for _ in range(samples * lifted.inputs))).tobytes()
    expected = answers(in_engine(model, mapping), inputs)
    if isinstance(expected, str):
        return about | {"missing": f"ONNX Runtime: {expected}"}
    order = 8 if group == "D4" else int(group[1:])
    case = {"inputs": inputs, "expected": expected, "order": order, "samples": samples}
    cells = {} if options.no_compile else own_cells(equivarify, lifted, case)
    opaque = run(opaque_command(lift_command(equivarify, model, group, action, folder), mapping))
    program = in_engine(folder / "opaque.onnx", mapping)
    own = ["--program", " ".join(str(word) for word in program)]
    cells[OPAQUE] = (
        engine_cell(equivarify, lifted, program, own, case) if opaque.returncode == 0 else {"missing": reason(opaque)}
    )
    return about | {"order": order, "cells": cells}


def rows_of(equivarify: pathlib.Path, model: pathlib.Path, work: pathlib.Path, options: argparse.Namespace) -> list[dict]:
    """One network under all groups that move it; the last reason where one does not."""
    rows: list[dict] = []
    for number, (group, action) in enumerate(actions_of(model)):
        known = [each for each in rows if each["group"] == group]
        if known and "missing" not in known[-1]:
            continue
        found = row(equivarify, model, (group, action), work / f"{model.stem}_{number}", options)
        rows = [each for each in rows if each["group"] != group] + [found]
    return [each for each in rows if each["group"] == "C2" or "missing" not in each]


def cell_text(cell: dict, notes: list) -> str:
    """A cell: ULP of the largest number from the original, how many numbers differ, how many break the symmetry."""
    if "missing" in cell:
        if cell["missing"] not in notes:
            notes.append(cell["missing"])
        return f"none [{notes.index(cell['missing']) + 1}]"
    return f"{cell['ulp_of_largest']:,.1f} ({cell['differ']:,} of {cell['values']:,}) · {cell['defect']}"


def table(rows: list[dict]) -> str:
    """The rows as Markdown."""
    found = [each for each in rows if "cells" in each]
    names = list(found[0]["cells"]) if found else [OPAQUE]
    notes: list = []
    lines = [f"| network | group | moved by | {' | '.join(names)} |", f"|---|---|---|{'---|' * len(names)}"]
    for each in rows:
        action = "signs" if each["action"].startswith("{") else each["action"]
        start = f"| `{each['model']}` | {each['group']} | `{action}` |"
        if "missing" in each:
            lines.append(f"{start} {cell_text(each, notes)} |{' |' * (len(names) - 1)}")
        else:
            lines.append(f"{start} {' | '.join(cell_text(each['cells'][name], notes) for name in names)} |")
    lines += [""] + [f"[{number}] {note}  " for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n"


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./run bench originals", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK", help="names of ONNX files without .onnx; all by default")
    parser.add_argument("--models", type=pathlib.Path, action="append", required=True, help="a folder of ONNX files")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release", help=argparse.SUPPRESS)
    parser.add_argument("--samples", type=int, default=4, help="random inputs of each comparison")
    parser.add_argument("--no-compile", action="store_true", help="`--opaque` alone, without our own targets")
    parser.add_argument("--all", action="store_true", help="all networks of ACAS Xu, not the first alone")
    return parser.parse_args()


def main() -> None:
    options = parse()
    why = missing_package("onnxruntime-node")
    if why:
        raise SystemExit(f"run bench originals: {why}")
    equivarify = options.build.resolve() / "codegen" / "equivarify"
    models = [each for folder in options.models for each in models_in(folder, options.networks, options.all)]
    if not models:
        raise SystemExit("run bench originals: no ONNX file of these names in the folders")
    rows: list[dict] = []
    output = ROOT / "build" / "bench"
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for model in models:
            rows += rows_of(equivarify, model, pathlib.Path(work), options)
            (output / "originals.json").write_text(json.dumps({"facts": facts(), "rows": rows}, indent=2) + "\n", encoding="utf-8")
            (output / "originals.md").write_text(table(rows), encoding="utf-8")
            print(f"{model.stem} done", file=sys.stderr, flush=True)
    print(table(rows) + facts(), end="")


if __name__ == "__main__":
    main()
