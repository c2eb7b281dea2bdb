#!/usr/bin/env python3
"""A network on all positions of the 2x2x2 cube, checked for every position and rotation: pocket_cube.py BUILD [OPTION...]

BUILD is the build folder with the program and the staged runtime. The positions with one corner in its place, 3,674,160, are what
three of the faces make of the solved cube; the 24 rotations take them to all 88,179,840 positions. An input has 1 where a sticker
has a colour. The network, trained for one epoch to tell an even number of quarter turns from an odd one, is checked with
`check --domain reachable:FILE`; OPTIONs, such as --shards DIR or --threads 2, are passed on to it.
"""
import csv
import itertools
import json
import pathlib
import random
import resource
import subprocess
import sys
import time

COLOURS = 6
STICKERS = [
    (place, axis) for place in itertools.product((-1, 1), repeat=3) for axis in range(3)
]
SIZE = COLOURS * len(STICKERS)


def rotated(vector, axis):
    """The vector after a quarter turn about an axis."""
    first, second = (axis + 1) % 3, (axis + 2) % 3
    result = list(vector)
    result[first], result[second] = -vector[second], vector[first]
    return tuple(result)


def turn(axis, moves):
    """Where each entry comes from after a quarter turn of the corners for which moves(place) holds."""
    source = list(range(len(STICKERS)))
    for number, (place, face) in enumerate(STICKERS):
        if moves(place):
            normal = rotated(tuple(place[face] * (i == face) for i in range(3)), axis)
            target = next(i for i in range(3) if normal[i] != 0)
            source[STICKERS.index((rotated(place, axis), target))] = number
    return [colour * len(STICKERS) + s for colour in range(COLOURS) for s in source]


def solved():
    """The entries of the solved cube, colour after colour."""
    colours = [2 * face + (place[face] > 0) for place, face in STICKERS]
    return [int(c == colour) for colour in range(COLOURS) for c in colours]


def spec():
    """The network's."""
    turns = {name: {"permutation": turn(axis, lambda place: True)} for axis, name in enumerate("xy")}
    layers = [
        {"type": "flatten"},
        {"name": "dense1", "type": "dense", "units": 8},
        {"type": "relu"},
        {"name": "dense2", "type": "dense", "units": 2},
    ]
    return {
        "name": "pocket_cube",
        "group": {"octahedral": True},
        "input": {"shape": [1, 1, SIZE], "action": turns},
        "network": [{"name": "faces", "equivarify": "lift", "layers": layers}],
        "output": {"turns": {"head": "invariant", "classes": ["even", "odd"]}},
    }


def write_data(path, moves, count):
    """Positions after random moves, with whether their number is odd."""
    draw = random.Random(1)
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file)
        writer.writerow([f"inputs.{i}" for i in range(SIZE)] + ["turns"])
        for _ in range(count):
            length = draw.randrange(1, 8)
            position = solved()
            for _ in range(length):
                source = draw.choice(moves)
                position = [position[i] for i in source]
            writer.writerow(position + [length % 2])


def prepare(build, folder):
    """Writes spec, moves and data, makes the program and trains it."""
    folder.mkdir(parents=True, exist_ok=True)
    moves = {name: turn(axis, lambda place, a=axis: place[a] > 0) for axis, name in enumerate("abc")}
    (folder / "spec.json").write_text(json.dumps(spec()))
    (folder / "moves.json").write_text(json.dumps({"start": solved(), "moves": moves}))
    write_data(folder / "train.csv", list(moves.values()), 500)
    for command in (
        [build / "codegen/equivarify", "generate", "spec.json", "--output", "generated"],
        ["cmake", "-S", "generated", "-B", "program", f"-DCMAKE_PREFIX_PATH={build / 'stage'}"],
        ["cmake", "--build", "program"],
        ["program/pocket_cube", "train", "--data", ".", "--output", "run", "--epochs", "1", "--fresh"],
    ):
        subprocess.run(command, cwd=folder, check=True)


def main():
    """Prepares, checks, and prints what it took."""
    build = pathlib.Path(sys.argv[1]).resolve()
    folder = build / "tests/benchmark/pocket_cube"
    prepare(build, folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    check = ["program/pocket_cube", "check", "--domain", "reachable:moves.json"]
    check += ["--weights", "run/weights.safetensors", "--json", "certificate.json"] + sys.argv[2:]
    code = subprocess.run(check, cwd=folder, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{time.monotonic() - start:.0f} s, {processor:.0f} s of processors")
    return code


if __name__ == "__main__":
    sys.exit(main())
