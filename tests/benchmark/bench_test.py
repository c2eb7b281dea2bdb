#!/usr/bin/env python3
"""That the benchmark refuses wrong answers and compares rounds in pairs, with engines that say what the test wants."""

import argparse
import array
import contextlib
import json
import pathlib
import sys
import tempfile
import types
import unittest
import xml.dom.minidom

import bench
import chart
import engines
import growth
import measure
import revisions

ENGINE = r"""
import array, json, pathlib, sys
speeds, logits, losses = (json.loads(text) for text in sys.argv[1:4])
print(json.dumps({"version": "0"}), flush=True)
for line in sys.stdin:
    what, batch, *rest = line.split()
    if what == "logits":
        pathlib.Path(rest[0]).write_bytes(array.array("f", logits).tobytes())
        answer = {}
    elif what == "loss":
        answer = {"loss": losses.pop(0)}
    else:
        answer = {"runs": speeds.pop(0), "seconds": 1.0, "allocations": losses[0]}
    print(json.dumps(answer), flush=True)
"""
PLAN = types.SimpleNamespace(threads=1, rounds=3, seconds=1.0)


class MeasureTest(unittest.TestCase):
    """Rows of made-up engines."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.facts = {"folder": pathlib.Path(folder.name), "checked": 1}
        (self.facts["folder"] / "logits.f64").write_bytes(array.array("d", [1.0, -2.0]).tobytes())
        original = engines.command
        self.addCleanup(setattr, engines, "command", original)

    def forward(self, **scripts) -> dict:
        """The rows of engines that answer by their scripts: speeds, logits, losses."""
        engines.command = lambda kind, _folder, _threads: [
            sys.executable, "-c", ENGINE, *map(json.dumps, scripts[kind.name])
        ]
        kinds = [engines.Kind(name, trains=True) for name in scripts]
        return measure.measure_forward(self.facts, kinds, [4], PLAN)

    def test_ratios_are_those_within_the_rounds(self) -> None:
        # The machine halves its speed in the second round: medians of speeds alone would say 100 / 40.
        rows = self.forward(ours=([100, 50, 100], [1, -2], [0]), other=([50, 25, 40], [1, -2], [0]))
        self.assertEqual(rows["other"]["forward/4"]["ratio"], 2.0)
        self.assertEqual(rows["other"]["forward/4"]["images_per_second"], 160)
        self.assertEqual(rows["ours"]["forward/4"]["ratio"], 1.0)
        self.assertGreater(rows["ours"]["peak_memory_inference"], 1_000_000)

    def test_the_largest_difference_is_reported(self) -> None:
        rows = self.forward(ours=([1, 1, 1], [1, -2.001], [0]))
        self.assertAlmostEqual(rows["ours"]["largest_difference"], 0.001, places=6)
        self.assertEqual(rows["ours"]["largest_logit"], 2.0)

    def test_a_wrong_answer_ends_the_benchmark(self) -> None:
        for logits in ([1, -2.1], [float("nan"), -2], [1]):
            with self.assertRaises(SystemExit):
                self.forward(ours=([1, 1, 1], logits, [0]))

    def test_integers_that_differ_at_all_end_the_benchmark(self) -> None:
        (self.facts["folder"] / "int8.f64").write_bytes(array.array("d", [1.0, -2.0]).tobytes())
        exact = engines.Kind("int8", trains=False, expected="int8.f64", tolerance=0)
        for logits, is_wrong in (([1, -2], False), ([1, -2.0009765625], True)):
            engines.command = lambda _kind, _folder, _threads, says=logits: [
                sys.executable, "-c", ENGINE, *map(json.dumps, ([1, 1, 1], says, [0]))
            ]
            with contextlib.nullcontext() if not is_wrong else self.assertRaises(SystemExit):
                measure.measure_forward(self.facts, [exact], [4], PLAN)

    def test_an_allocation_ends_the_benchmark(self) -> None:
        with self.assertRaisesRegex(SystemExit, "3 allocations"):
            self.forward(ours=([1, 1, 1], [1, -2], [3]))


class RevisionTest(unittest.TestCase):
    """Earlier revisions as engines."""

    def test_a_name_that_git_does_not_know_ends_the_benchmark(self) -> None:
        with self.assertRaisesRegex(SystemExit, "no commit nowhere"):
            revisions.commit_of("nowhere")

    def test_its_program_reads_what_this_revision_prepares(self) -> None:
        kind = engines.Kind("equivarify 0123", trains=True, program="/clone/engine")
        self.assertEqual(engines.command(kind, pathlib.Path("/here"), 2), ["/clone/engine", "/here", "2"])


class GrowthTest(unittest.TestCase):
    """The cube's rotations, and the charts."""

    def test_the_turns_of_the_grid_have_the_orders_of_those_of_the_faces(self) -> None:
        group, action = growth.octahedral()
        for name, faces in group["permutations"]["generators"].items():
            places = action[name]["permutation"]
            self.assertEqual(sorted(places), list(range(growth.SIZE**3)))
            self.assertEqual(power(faces, 4), list(range(6)))
            self.assertEqual(power(places, 4), list(range(growth.SIZE**3)))
            self.assertNotEqual(power(places, 2), list(range(growth.SIZE**3)))

    def test_the_charts_are_svg(self) -> None:
        row = {"x": 1, "forward": 10.0, "train": 5.0, "multiplications": 8, "multiply_adds": 8}
        rows = [row, row | {"x": 2, "multiplications": 16, "multiply_adds": 32}]
        result = {"threads": 1, "batch": 1, "processor": "a < b"}
        result["growth"] = {what: {"network": "n", "rows": rows} for what in ("group", "channels", "batch", "threads")}
        self.assertEqual(xml.dom.minidom.parseString(growth.draw(result)).documentElement.tagName, "svg")
        speed = {"images_per_second": 3.0, "ratio": 1.0}
        bars = {"networks": {"n": {"engines": {"e": {"forward/1": speed}}}}, "threads": 1, "processor": "p"}
        self.assertIn("n, forward/1", chart.speeds(bars))

    def test_unknown_networks_are_refused_with_the_nearest_name(self) -> None:
        self.assertEqual(bench.network_name("mnist_c4"), "mnist_c4")
        with self.assertRaisesRegex(argparse.ArgumentTypeError, "specs/mnist_c4_papr.json; .* mnist_c4_paper$"):
            bench.network_name("mnist_c4_papr")


def power(permutation: list[int], exponent: int) -> list[int]:
    """The permutation done so many times."""
    result = list(range(len(permutation)))
    for _ in range(exponent):
        result = [permutation[i] for i in result]
    return result


if __name__ == "__main__":
    unittest.main()
