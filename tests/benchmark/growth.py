"""How cost grows with the group, the channels, the batch and the threads: measured, beside the count of the theory.

Two families of networks, made here as specs. On cubes of 8x8x8 (channels, rows, columns): a lifted 3x3 convolution, one on
the concatenated copies, a dense layer. The subgroups of the cube's rotations act as such; C8 acts through C4, since no
rotation of a grid has order 8. On images of 28x28 under C4: the same layers, other numbers of channels.
"""

import itertools
import json
import pathlib

import chart
from engines import Kind, Process

SIZE = 8
CHANNELS = 16
OURS = Kind("equivarify", trains=True)


def rotate(axes: tuple[int, int], place: tuple[int, ...]) -> tuple[int, ...]:
    """A place turned by 90 degrees in the plane of two axes: (a, b) becomes (-b, a)."""
    turned = list(place)
    turned[axes[0]], turned[axes[1]] = -place[axes[1]], place[axes[0]]
    return tuple(turned)


def face_permutation(axes: tuple[int, int]) -> list[int]:
    """The faces of the cube to which a turn takes each face."""
    faces = [face for axis in range(3) for face in (unit(axis, 1), unit(axis, -1))]
    return [faces.index(rotate(axes, face)) for face in faces]


def unit(axis: int, sign: int) -> tuple[int, ...]:
    """A unit vector or its negative."""
    return tuple(sign if i == axis else 0 for i in range(3))


def grid_permutation(axes: tuple[int, int]) -> list[int]:
    """Where the entries of a turned cube come from."""
    places = [tuple(2 * i - SIZE + 1 for i in index) for index in itertools.product(range(SIZE), repeat=3)]
    return [places.index(rotate(axes, rotate(axes, rotate(axes, place)))) for place in places]


def octahedral() -> tuple[dict, dict]:
    """The 24 rotations of the cube, as a group of permutations of its faces and by their action on the grid."""
    turns = {"a": (1, 2), "b": (0, 1)}
    group = {"degree": 6, "generators": {name: face_permutation(axes) for name, axes in turns.items()}}
    return {"permutations": group}, {name: {"permutation": grid_permutation(axes)} for name, axes in turns.items()}


GROUPS = {
    "C1": ({"cyclic": 1}, {}),
    "C2": ({"cyclic": 2}, {"r": "half_turn"}),
    "C4": ({"cyclic": 4}, {"r": "quarter_turn"}),
    "D4": ({"dihedral": 4}, {"r": "quarter_turn", "s": "flip_columns"}),
    "C8": ({"cyclic": 8}, {"r": "quarter_turn"}),
    "O": octahedral(),
}
ROUNDED = ("C8", "O")  # whose representations have irrational entries


def network(name: str, group: tuple[dict, dict], shape: list[int], channels: int) -> dict:
    """The spec of one network."""
    conv = {"type": "conv2d", "filters": channels, "kernel": 3}
    pool = {"type": "max_pool2d", "size": 4}
    return {
        "name": name,
        "group": group[0],
        "input": {"shape": shape, "action": group[1]},
        "network": [
            {"name": "first", "equivarify": "lift", "layers": [conv | {"name": "conv1"}, {"type": "relu"}]},
            {"name": "second", "equivarify": "concat", "layers": [conv | {"name": "conv2"}, {"type": "relu"}, pool]},
            {
                "name": "third",
                "equivarify": "concat",
                "layers": [{"type": "flatten"}, {"name": "dense", "type": "dense", "units": 10}],
            },
        ],
        "labels": {"classes": [str(digit) for digit in range(10)]},
    }


def measure(workplace, options) -> dict:
    """All four ways to grow."""
    folder = workplace.output / "growth"
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(workplace, folder, options)
    channels = (8, 32) if options.quick else (8, 16, 32, 64, 128)
    batches = (1, 16) if options.quick else (1, 4, 16, 64, 256)
    image = [1, 28, 28]
    by_channels = [
        {"x": count} | bench.row(network(f"growth_c4_{count}", GROUPS["C4"], image, count)) for count in channels
    ]
    wide = network("growth_c4_32", GROUPS["C4"], image, 32)
    return {
        "group": {"network": f"cubes of {SIZE}, {CHANNELS} channels", "rows": measure_groups(bench)},
        "channels": {"network": "28x28 images under C4", "rows": by_channels},
        "batch": {"network": "28x28 images under C4, 32 channels", "rows": bench.vary(wide, "batch", batches)},
        "threads": {
            "network": "28x28 images under C4, 32 channels",
            "rows": bench.vary(wide, "threads", range(1, options.threads + 1)),
        },
    }


def measure_groups(bench: "Bench") -> list[dict]:
    """Every group in exact arithmetic, and in fast arithmetic those whose Fourier transform rounds."""
    rows = []
    for index, (name, group) in enumerate(GROUPS.items()):
        for arithmetic in ("exact", "fast") if name in ROUNDED else ("exact",):
            spec = network(f"growth_{name.lower()}_{arithmetic}", group, [SIZE] * 3, CHANNELS)
            row = bench.row(spec | {"arithmetic": arithmetic})
            rows.append({"group": name, "arithmetic": arithmetic, "x": 2**index} | row)
    return rows


class Bench:
    """Generates, compiles and times networks."""

    def __init__(self, workplace, folder: pathlib.Path, options) -> None:
        self.workplace = workplace
        self.folder = folder
        self.options = options

    def prepare(self, spec: dict) -> dict:
        file = self.folder / f"{spec['name']}.json"
        file.write_text(json.dumps(spec), encoding="utf-8")
        return self.workplace.prepare(file, 256, onnx=False)

    def row(self, spec: dict) -> dict:
        """One network with the batch and the threads of the command line."""
        facts = self.prepare(spec)
        row = {key: facts[key] for key in ("order", "multiply_adds", "multiplications")}
        row |= self.time(facts, self.options.batch, self.options.threads)
        print(f"  {spec['name']:<20} {row['forward']:>12,.0f} images/s forward {row['train']:>12,.0f} training", flush=True)
        return row

    def vary(self, spec: dict, what: str, values) -> list[dict]:
        """One network with other batches or threads."""
        facts = self.prepare(spec)
        setting = {"batch": self.options.batch, "threads": self.options.threads}
        rows = []
        for value in values:
            rows.append({"x": value} | self.time(facts, **(setting | {what: value})))
            print(f"  {what} {value:<6} {rows[-1]['forward']:>12,.0f} images/s forward", flush=True)
        return rows

    def time(self, facts: dict, batch: int, threads: int) -> dict:
        """Images a second, the best of the rounds: what else the machine does only takes away."""
        speeds = {}
        with Process(OURS, facts["folder"], threads) as engine:
            for what in ("forward", "train"):
                answers = [engine.ask(what, batch, self.options.seconds) for _ in range(self.options.rounds)]
                speeds[what] = max(answer["runs"] * batch / answer["seconds"] for answer in answers)
        return speeds


def draw(result: dict) -> str:
    """Four charts: time an image against each, beside what the theory counts."""
    title = f"How cost grows: {result['threads']} threads, batch {result['batch']}, {result['processor']}"
    panels = []
    for what, label in (("group", "group and its order"), ("channels", "channels"), ("batch", "batch"), ("threads", "threads")):
        growth = result["growth"][what]
        series = {}
        for arithmetic in ("exact", "fast"):
            rows = with_fewest(growth["rows"], arithmetic)
            if arithmetic == "exact" or rows != with_fewest(growth["rows"], "exact"):
                series[f"forward, {arithmetic}"] = [(row["x"], 1e6 / row["forward"]) for row in rows]
                series[f"training, {arithmetic}"] = [(row["x"], 1e6 / row["train"]) for row in rows]
        series |= theory(with_fewest(growth["rows"], "fast"))
        names = {row["x"]: f"{row['group']}, {row['order']}" for row in growth["rows"] if "group" in row}
        panels.append(chart.lines(f"By {label}: {growth['network']}", label, series, names))
    return chart.stack(title, panels)


def with_fewest(rows: list[dict], arithmetic: str) -> list[dict]:
    """The rows of an arithmetic; `fast` takes exact ones where nothing is faster."""
    chosen = {}
    for row in rows:
        if row.get("arithmetic", "exact") in ("exact", arithmetic):
            chosen[row["x"]] = row
    return list(chosen.values())


def theory(rows: list[dict]) -> dict:
    """The counts of multiplications, on the scale on which the last network is as measured."""
    if "multiplications" not in rows[0]:
        return {}
    last = rows[-1]
    scale = 1e6 / last["forward"] / last["multiplications"]
    return {
        "theory: multiplications": [(row["x"], scale * row["multiplications"]) for row in rows],
        "theory: by definition": [(row["x"], scale * row["multiply_adds"]) for row in rows],
    }
