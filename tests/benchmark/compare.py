#!/usr/bin/env python3
"""Times the generated network and PyTorch's on this machine, alternately, and states the ratios.

compare.py PROGRAM OUTPUT: PROGRAM is network_benchmark, OUTPUT the JSON file to write. Each of the two runs once a round,
so that what else the machine does falls on both; a figure is the median over the rounds.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess

FOLDER = pathlib.Path(__file__).parent
TRAINING_IMAGES = 60000


def run(command: list[str]) -> dict:
    """The JSON that a program prints."""
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def time_ours(program: str) -> dict:
    """Images a second of the generated network."""
    report = run([program, "--benchmark_format=json", "--benchmark_min_time=3"])
    failed = [row["error_message"] for row in report["benchmarks"] if row.get("error_occurred")]
    if failed:
        raise SystemExit(f"{program}: {'; '.join(failed)}")
    speeds = {row["name"].removesuffix("/real_time"): row["items_per_second"] for row in report["benchmarks"]}
    return {"training": speeds["training_step/64"], "forward": speeds["forward/64"], "forward_1": speeds["forward/1"]}


def time_peer(steps: int) -> dict:
    """Images a second of the same network in PyTorch, under Debian's python3."""
    threads = str(os.cpu_count())
    peer = run(["/usr/bin/python3", str(FOLDER / "pytorch_peer.py"), "--threads", threads, "--steps", str(steps)])
    return {
        "training": peer["training_images_per_second"],
        "forward": peer["forward_images_per_second"],
        "torch": peer["torch"],
    }


def has_pytorch() -> bool:
    """Whether Debian's python3-torch is installed."""
    check = ["/usr/bin/python3", "-c", "import torch"]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0


def medians(rounds: list[dict]) -> dict:
    """The median of each figure; text is taken from the first round."""
    return {
        key: value if isinstance(value, str) else statistics.median(one[key] for one in rounds)
        for key, value in rounds[0].items()
    }


def revision() -> str:
    """The commit that is measured, with a mark when the tree differs from it."""
    describe = ["git", "-C", str(FOLDER), "describe", "--always", "--dirty", "--abbrev=12"]
    done = subprocess.run(describe, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def processor() -> str:
    """The processor's name."""
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def measure(program: str, rounds: int, steps: int) -> dict:
    """All rounds, their medians and the ratios."""
    with_peer = has_pytorch()
    ours, peers = [], []
    for number in range(rounds):
        ours.append(time_ours(program))
        print(f"round {number + 1}: equivarify trains {ours[-1]['training']:,.0f} images/s", end="", flush=True)
        if with_peer:
            peers.append(time_peer(steps))
            print(f", PyTorch {peers[-1]['training']:,.0f}", end="")
        print(flush=True)
    result = {
        "network": "mnist_c4",
        "revision": revision(),
        "processor": processor(),
        "threads": os.cpu_count(),
        "batch": 64,
        "unit": "images per second",
        "equivarify": medians(ours),
        "equivarify_seconds_per_epoch": TRAINING_IMAGES / medians(ours)["training"],
    }
    if with_peer:
        peer = medians(peers)
        result["pytorch"] = peer
        result["pytorch_seconds_per_epoch"] = TRAINING_IMAGES / peer["training"]
        result["ratio"] = {key: result["equivarify"][key] / peer[key] for key in ("training", "forward")}
    else:
        result["pytorch"] = {"missing": "python3-torch is not installed: nothing to compare with"}
    result["rounds"] = {"equivarify": ours, "pytorch": peers}
    return result


def summary(result: dict) -> str:
    """The figures in words."""
    lines = [
        f"equivarify: {result['equivarify_seconds_per_epoch']:.1f} s an epoch of 60,000 images, "
        f"{result['equivarify']['forward']:,.0f} images/s forward, {result['equivarify']['forward_1']:,.0f} one by one"
    ]
    if "ratio" in result:
        lines.append(
            f"PyTorch {result['pytorch']['torch']}: {result['pytorch_seconds_per_epoch']:.1f} s an epoch, "
            f"{result['pytorch']['forward']:,.0f} images/s forward"
        )
        lines.append(f"ratio: training {result['ratio']['training']:.2f}, forward {result['ratio']['forward']:.2f}")
    else:
        lines.append(result["pytorch"]["missing"])
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=200, help="training steps of PyTorch in each round")
    options = parser.parse_args()
    result = measure(options.program, options.rounds, options.steps)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(summary(result))


if __name__ == "__main__":
    main()
