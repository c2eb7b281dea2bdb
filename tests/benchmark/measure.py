"""Times engines in turns, so that what else the machine does falls on all of them."""

import contextlib
import statistics
import time

from engines import Kind, Process
from workplace import read_array

PAUSE = 0.05  # seconds, in which the threads of the engine before go to sleep


def measure_forward(facts: dict, kinds: list[Kind], batches: list[int], plan) -> dict:
    """For each engine how far its logits are from the reference, images a second, and memory."""
    with contextlib.ExitStack() as stack:
        engines = start(stack, facts, kinds, plan)
        results = {engine.kind.name: {"version": engine.version} | check_logits(engine, facts) for engine in engines}
        for batch in batches:
            add_speeds(results, engines, ("forward", batch), plan)
        add_memory(results, engines, "inference")
    return results


def measure_training(facts: dict, kinds: list[Kind], batch: int, plan) -> dict:
    """For each engine that trains the losses of its first steps, images a second, and memory."""
    with contextlib.ExitStack() as stack:
        engines = start(stack, facts, [kind for kind in kinds if kind.trains], plan)
        results = {engine.kind.name: {"losses": first_losses(engine, batch)} for engine in engines}
        add_speeds(results, engines, ("train", batch), plan)
        add_memory(results, engines, "training")
    return results


def start(stack: contextlib.ExitStack, facts: dict, kinds: list[Kind], plan) -> list[Process]:
    """The engines as processes that end with the stack."""
    return [stack.enter_context(Process(kind, facts["folder"], plan.threads)) for kind in kinds]


def first_losses(engine: Process, batch: int) -> list[float]:
    """The losses before the first three steps: the third depends on every gradient of the first two."""
    return [engine.ask("loss", batch)["loss"] for _ in range(3)]


def check_logits(engine: Process, facts: dict) -> dict:
    """The largest difference from the reference in double precision, and the largest logit."""
    file = facts["folder"] / "logits.f32"
    engine.ask("logits", facts["checked"], file)
    expected = read_array(facts["folder"] / engine.kind.expected, "d")
    found = read_array(file, "f")
    if len(found) != len(expected):
        raise SystemExit(f"{engine.kind.name}: {len(found)} logits, expected {len(expected)}")
    difference = max(abs(a - b) for a, b in zip(found, expected))
    largest = max(map(abs, expected))
    tolerance = engine.kind.tolerance
    if not (difference < tolerance * largest if tolerance else difference == 0):
        raise SystemExit(f"{engine.kind.name} is wrong: logits up to {largest} differ by {difference}")
    return {"largest_difference": difference, "largest_logit": largest}


def add_speeds(results: dict, engines: list[Process], task: tuple[str, int], plan) -> None:
    """Images a second, the engines in turns; the ratio is the median of the rounds' own ratios."""
    what, batch = task
    rounds = {engine.kind.name: [] for engine in engines}
    for _ in range(plan.rounds):
        for engine in engines:
            time.sleep(PAUSE)
            answer = engine.ask(what, batch, plan.seconds)
            rounds[engine.kind.name].append(answer["runs"] * batch / answer["seconds"])
            if answer.get("allocations") and what == "forward":
                raise SystemExit(f"{engine.kind.name}: {answer['allocations']} allocations while evaluating")
    ours = rounds[engines[0].kind.name]
    for name, speeds in rounds.items():
        results[name][f"{what}/{batch}"] = {
            "images_per_second": statistics.median(speeds),
            "slowest": min(speeds),
            "fastest": max(speeds),
            "ratio": statistics.median(own / other for own, other in zip(ours, speeds)),
        }


def add_memory(results: dict, engines: list[Process], key: str) -> None:
    """Peak memory of each engine."""
    for engine in engines:
        results[engine.kind.name][f"peak_memory_{key}"] = engine.peak_memory()
