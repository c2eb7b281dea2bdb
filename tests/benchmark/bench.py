#!/usr/bin/env python3
"""Times generated networks beside other engines on this machine, checks every answer, and states the ratios.

`./run bench --help` for the options; README.md says how it measures.
"""

import argparse
import difflib
import json
import os
import pathlib
import platform
import subprocess

import chart
import growth
import profiles
from engines import ROOT, all_kinds
from measure import measure_forward, measure_training
from revisions import Revision
from workplace import Workplace

NETWORKS = ("mnist_c4", "mnist_c4_residual", "segmentation_c4", "mnist_c4_paper", "mnist_d4_paper")


def revision() -> str:
    """The commit that is measured, with a mark when the tree differs from it."""
    describe = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    done = subprocess.run(describe, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def processor() -> str:
    """The processor's name."""
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def measure_network(workplace: Workplace, name: str, kinds: list, plan) -> dict:
    """All rows of one network."""
    spec = spec_of(name)
    facts = workplace.prepare(spec, plan.batch)
    kinds = [kind for kind in kinds if facts.get("integers") or kind.expected == "logits.f64"]
    kinds = [kind for kind in kinds if facts.get("bf16") or kind.name != "equivarify bf16"]
    earlier = [revision.engine(spec, facts["folder"].name) for revision in plan.beside]
    kinds[1:1] = [kind for kind in earlier if kind]
    results = measure_forward(facts, kinds, [plan.batch, 1], plan)
    for engine, training in measure_training(facts, kinds, facts["largest_batch"], plan).items():
        results[engine] |= training
    check_losses(name, results, {kind.name: kind.tolerance for kind in kinds})
    keys = ("parameters", "multiply_adds", "multiplications", "generate_seconds", "compile_seconds", "checked")
    return {key: facts[key] for key in keys} | {"engines": results}


def check_losses(name: str, results: dict, tolerances: dict) -> None:
    """Every engine must have learnt the same from the same, but for what its answers may differ by."""
    losses = {engine: row["losses"] for engine, row in results.items() if "losses" in row}
    for engine, values in losses.items():
        for step, (own, other) in enumerate(zip(losses["equivarify"], values)):
            # Each step of training doubles what rounded weights differ by.
            if not abs(own - other) < max(0.01, tolerances[engine] * 2**step) * max(1.0, abs(own)):
                raise SystemExit(f"{name}: {engine} has the losses {values}, we {losses['equivarify']}")


def table(name: str, network: dict) -> str:
    """The figures of one network as text."""
    tasks = sorted({key for row in network["engines"].values() for key in row if "/" in key})
    lines = [
        f"{name}: {network['parameters']:,} parameters, {network['multiply_adds']:,} multiply-adds an image by the "
        f"definition, {network['multiplications']:,} multiplications as generated",
        f"  generated in {network['generate_seconds']:.2f} s, compiled in {network['compile_seconds']:.1f} s",
        f"  {'images/s (how many times slower than ours)':<24}",
        f"  {'':<24}" + "".join(f"{task:>20}" for task in tasks) + f"{'memory: inference':>20}{'training':>12}"
        f"{'difference':>12}",
    ]
    for engine, row in network["engines"].items():
        cells = [speed_cell(row.get(task)) for task in tasks]
        memory = [row.get(f"peak_memory_{key}") for key in ("inference", "training")]
        megabytes = [f"{value / 1e6:,.0f} MB" if value else "-" for value in memory]
        lines.append(
            f"  {engine:<24}" + "".join(f"{cell:>20}" for cell in cells) + f"{megabytes[0]:>20}{megabytes[1]:>12}"
            f"{row['largest_difference']:>12.2g}"
        )
    return "\n".join(lines)


def speed_cell(speed: dict | None) -> str:
    """One figure and its ratio."""
    return f"{speed['images_per_second']:,.1f} ({speed['ratio']:.2f})" if speed else "-"


def measure_networks(workplace: Workplace, names: list[str], plan) -> dict:
    """All networks, printed as they are done."""
    kinds = [kind for kind in all_kinds() if not kind.missing]
    missing = {kind.name: kind.missing for kind in all_kinds() if kind.missing}
    for engine, why in missing.items():
        print(f"missing: {engine}: {why}")
    networks = {}
    for name in names:
        networks[name] = measure_network(workplace, name, kinds, plan)
        print(table(name, networks[name]), flush=True)
    return {"networks": networks, "missing": missing}


def write(result: dict, svg: str | None, kind: str, options) -> None:
    """The JSON file and the chart, if there is one, and a copy of both under the revision where that is wanted."""
    text = json.dumps(result, indent=2) + "\n"
    places = [(ROOT / "build" / "bench", kind)]
    if options.record:
        places.append((pathlib.Path(__file__).with_name("results"), f"{result['revision']}-{kind}"))
    for folder, stem in places:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.json").write_text(text, encoding="utf-8")
        if svg is not None:
            (folder / f"{stem}.svg").write_text(svg, encoding="utf-8")
        print(f"wrote {(folder / stem).relative_to(ROOT)}.json{' and .svg' if svg is not None else ''}")


def specs() -> dict:
    """The specs of specs/ and of its gallery, by their names."""
    folder = ROOT / "specs"
    found = [*folder.glob("*.json"), *(folder / "gallery").glob("*.json")]
    return {spec.stem: spec for spec in found if not spec.stem.endswith(".schema")}


def spec_of(name: str) -> pathlib.Path:
    """The spec of that name."""
    return specs()[name]


def network_name(text: str) -> str:
    """The name of a spec; an error that names the nearest one for any other."""
    known = specs()
    if text in known:
        return text
    nearest = difflib.get_close_matches(text, known, n=1, cutoff=0)[0]
    raise argparse.ArgumentTypeError(f"there is no specs/{text}.json; the nearest name is {nearest}")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument(
        "networks",
        nargs="*",
        type=network_name,
        metavar="NETWORK",
        help=f"of specs/ or specs/gallery/: {', '.join(NETWORKS)} by default",
    )
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release", help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="one short round of the smallest, to see that it works")
    parser.add_argument("--growth", action="store_true", help="how cost grows with the group, channels, batch, threads")
    parser.add_argument("--profile", action="store_true", help="where the time goes, by step and phase, on one core")
    parser.add_argument("--again", action="store_true", help="measure the programs that an earlier run compiled")
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="REVISION",
        help="build this git revision too and measure it in turns with this one; may be given several times",
    )
    parser.add_argument("--record", action="store_true", help="keep the result in tests/benchmark/results")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of every engine (default: all)")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each engine in each round")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 1, 0.2
    options.beside = [Revision(name, options.again) for name in options.beside]
    return options


def main() -> None:
    options = parse()
    workplace = Workplace(options.build.resolve(), ROOT / "build" / "bench", options.again)
    header = {
        "revision": revision(),
        "processor": processor(),
        "threads": options.threads,
        "batch": options.batch,
        "rounds": options.rounds,
        "seconds": options.seconds,
    }
    if options.growth:
        result = header | {"growth": growth.measure(workplace, options)}
        write(result, growth.draw(result), "growth", options)
        return
    names = options.networks or list(NETWORKS[:1] if options.quick else NETWORKS)
    if options.profile:
        found = {name: profiles.measure_network(workplace, spec_of(name), options) for name in names}
        write(header | {"threads": 1, "networks": found}, None, "profile", options)
        return
    result = header | measure_networks(workplace, names, options)
    write(result, chart.speeds(result), "bench", options)


if __name__ == "__main__":
    main()
