"""Where the time of a generated network goes, by step and phase, next to what one core could do."""

import contextlib
import json
import re
import subprocess

from engines import Kind, Process
from workplace import Workplace

# As Phase of runtime/arrays/profile.hpp has them.
PHASES = (
    "other",
    "weights",
    "input transform",
    "products",
    "output transform",
    "gradient transform",
    "weight gradients",
    "input gradients",
    "input adjoint",
)
PRODUCTS = ("products", "weight gradients", "input gradients")
OPTIMISER = 63  # the step that stands for it, see engine_generated.cpp


def step_names(header: str) -> list[str]:
    """The layers of a generated network in the order of its graph."""
    return re.findall(r"rt::Step<(\w+)", header)


def machine(plan: dict) -> dict:
    """Multiply-adds and bytes a second of one core, from those of all."""
    roofline = plan["roofline"]
    return {
        "multiply_adds": roofline["multiply_adds_per_second"] / roofline["threads"],
        "bytes": roofline["bytes_per_second"] / roofline["threads"],
    }


def rows(answer: dict, names: list[str], plan: dict, batch: int) -> list[dict]:
    """A row for each step and phase that took time: microseconds, and for products multiplications, of an image."""
    facts = {step["name"].replace("_", "").lower(): step for step in plan["steps"]}
    images = answer["runs"] * batch
    found = []
    for number, seconds in enumerate(answer["steps"]):
        name = "optimiser" if number == OPTIMISER else names[number] if number < len(names) else ""
        step = facts.get(name.lower(), {})
        for phase, time in zip(PHASES, seconds):
            if time == 0 or not name:
                continue
            row = {"step": name, "phase": phase, "microseconds": 1e6 * time / images}
            if phase in PRODUCTS and step:
                row["multiplications"] = list(step["multiplications_after"].values())[-1]
            found.append(row)
    return found


def bytes_of(plan: dict) -> int:
    """The bytes that an image reads and writes at least: values between layers once each, and the weights."""
    return sum(step["value_bytes"] + step["weight_bytes"] for step in plan["steps"])


def table(title: str, profile: dict) -> str:
    """The rows as text, with the share of the time and what the products reach of the core's multiply-adds."""
    total = sum(row["microseconds"] for row in profile["rows"])
    hertz = profile["cycles_per_second"]
    lines = [title, f"  {'step':<16}{'phase':<20}{'us/image':>10}{'share':>8}{'cycles/mult.':>14}{'of peak':>9}"]
    for row in profile["rows"]:
        line = f"  {row['step']:<16}{row['phase']:<20}{row['microseconds']:>10.2f}{row['microseconds'] / total:>8.1%}"
        if row.get("multiplications"):
            rate = row["multiplications"] / (row["microseconds"] * 1e-6)
            cycles = f"{hertz / rate:.4f}" if hertz else "-"
            line += f"{cycles:>14}{rate / profile['machine']['multiply_adds']:>9.0%}"
        lines.append(line)
    arithmetic = profile["multiplications"] / profile["machine"]["multiply_adds"]
    memory = profile["bytes"] / profile["machine"]["bytes"]
    lines.append(f"  {'total':<36}{total:>10.2f}")
    lines.append(
        f"  roofline of one core: {1e6 * arithmetic:.1f} us for {profile['multiplications']:,} multiplications, "
        f"{1e6 * memory:.1f} us for {profile['bytes']:,} bytes if all come from memory: "
        f"{max(arithmetic, memory) * 1e6 / total:.0%} reached"
    )
    return "\n".join(lines)


def measure_network(workplace: Workplace, spec, options) -> dict:
    """The profiles of forward and training on one core."""
    facts = workplace.prepare(spec, options.batch, profile=True)
    folder = facts["folder"]
    command = [str(workplace.equivarify), "plan", str(spec), "--json"]
    plan = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    names = step_names((folder / "generated" / f"{spec.stem}.hpp").read_text(encoding="utf-8"))
    core = machine(plan)
    profiles = {}
    with contextlib.ExitStack() as stack:
        engine = stack.enter_context(Process(Kind("equivarify", trains=True), folder, 1))
        for what, passes in (("forward", 1), ("train", 3)):
            answer = engine.ask(what, options.batch, options.rounds * options.seconds)
            found = rows(answer, names, plan, options.batch)
            profiles[what] = {
                "rows": found,
                "multiplications": sum(row.get("multiplications", 0) for row in found),
                "bytes": passes * bytes_of(plan),
                "machine": core,
                "cycles_per_second": answer["cycles"] / answer["seconds"] if answer["cycles"] else None,
            }
            print(table(f"{spec.stem}, {what}, batch {options.batch}, one core", profiles[what]), flush=True)
    return profiles
