#!/usr/bin/env python3
"""The largest groups, label sets and sets that `equivarify explore` handles within 10 s and 1 GiB.

explore_limits.py EQUIVARIFY RESULT: grows each family until a run is over the bounds (or ends the family), checks every
answer against a formula that shares nothing with the program, and writes RESULT as JSON. Times are processor time.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from math import comb, gcd

SECONDS, KIBIBYTES = 10.0, 1 << 20


def run(program, arguments):
    """The exit code, output, processor seconds and peak KiB of one run."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([program, "explore", *arguments], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read()
    return child.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def apart(work):
    """Whether work() is true, in a process of its own: memory of this one would count as the program's."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(0 if work() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def candidate(group, labels, make, inputs=None):
    """The path of a candidate's file; make() gives the action and the projection."""
    path = tempfile.mktemp(suffix=".json")

    def write():
        action, projection = make()
        form = {"group": group, "labels": labels, "set": len(projection), "action": action, "projection": projection}
        if inputs is not None:
            form["inputs"] = inputs
        with open(path, "w") as file:
            json.dump(form, file)
        return True

    apart(write)
    return path


def cyclic_product(order, labels):
    """Z^{xCn}: the action of r and the projection."""
    top = labels ** (order - 1)
    action = {"r": [s % top * labels + s // top for s in range(labels**order)]}
    return action, [s % labels for s in range(labels**order)]


def decide_labels(labels):
    file = candidate({"cyclic": 2}, labels, lambda: cyclic_product(2, labels))
    check = lambda d: d["verdict"] == "yes" and d["minimal"] and d["section"]["total"] == comb(labels + 1, 2)
    return {"group": "C2", "labels": labels, "points": labels**2}, ["decide", file, "--json"], check


def decide_group(order):
    file = candidate({"cyclic": order}, 2, lambda: cyclic_product(order, 2))
    check = lambda d: d["verdict"] == "yes" and d["minimal"] and d["section"]["total"] == necklaces(order, 2)
    return {"group": f"C{order}", "labels": 2, "points": 2**order}, ["decide", file, "--json"], check


def decide_no(points):
    # Pairs of points that the generator exchanges: no point is fixed, so the smallest X that fails is one point.
    pairs = lambda: ({"r": [x ^ 1 for x in range(points)]}, [x & 1 for x in range(points)])
    file = candidate({"cyclic": 1998}, 2, pairs)
    check = lambda d: d["verdict"] == "no" and d["clause"] == 3 and d["counterexample"]["set"] == 1
    return {"group": "C1998", "labels": 2, "points": points}, ["decide", file, "--json"], check


def decide_relative(order):
    # Z^{xC10} under C_order, for inputs whose kernel contains r^10.
    file = candidate({"cyclic": order}, 2, lambda: cyclic_product(10, 2), {"kernel_contains": ["r^10"]})
    check = lambda d: d["verdict"] == "yes" and d["minimal"] and d["scope"] == "relative"
    return {"group": f"C{order}", "labels": 2, "points": 1024}, ["decide", file, "--json"], check


def phi(n):
    return sum(1 for k in range(1, n + 1) if gcd(k, n) == 1)


def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]


def necklaces(n, labels):
    return sum(phi(d) * labels ** (n // d) for d in divisors(n)) // n


def classify_group(order):
    arguments = ["classify", "--group", f"C{order}", "--points", "1", "--json"]
    check = lambda d: [int_of(row["types"]) for row in d["orbit_types"]] == [
        necklaces(n, 2) for n in divisors(order)]
    return {"group": f"C{order}", "labels": 2, "points": "generating function"}, arguments, check


def classify_points(added):
    arguments = ["classify", "--group", "C2", "--points", str(4 + added), "--json"]
    expected = sum((added - 2 * k + 1) * comb(k + 2, 2) for k in range(added // 2 + 1))
    check = lambda d: int_of(d["counts"][0]["classes"]) == expected
    return {"group": "C2", "labels": 2, "points": 4 + added}, arguments, check


def classify_labels(labels):
    arguments = ["classify", "--group", "octahedral", "--labels", str(labels), "--points", "1", "--json"]
    check = lambda d: int_of(d["least_points"]) == labels**24 and int_of(d["orbit_types"][0]["types"]) == labels
    return {"group": "octahedral", "labels": labels, "points": "generating function"}, arguments, check


def minimal_prime(prime):
    # D_p on p corners: p subgroups of order 2, and what two of them fix is constant.
    inputs = {"set": prime, "action": {"r": [(i + 1) % prime for i in range(prime)], "s": [-i % prime for i in range(prime)]}}
    file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
    json.dump({"group": {"dihedral": prime}, "labels": 2, "inputs": inputs}, file)
    file.close()
    expected = prime * (2**prime - 2) + 2
    check = lambda d: int_of(d["points"]) == expected
    return {"group": f"D{prime}", "labels": 2, "points": f"{prime} (2^{prime} - 2) + 2"}, ["minimal", file.name, "--json"], check


def minimal_listed(labels):
    file = tempfile.mktemp(suffix=".json")
    arguments = ["minimal", "--group", "C2", "--labels", str(labels), "--output", file, "--json"]

    def check(d):
        written = json.load(open(file))
        os.unlink(file)
        return d["points"] == labels**2 == written["set"] and d["forced"]["total"] == comb(labels + 1, 2)

    return {"group": "C2", "labels": labels, "points": labels**2}, arguments, check


def int_of(value):
    return int(value)


FAMILIES = [
    ("decide: yes, many labels", decide_labels, [100, 316, 1000, 1414, 2000, 2828]),
    ("decide: yes, large group", decide_group, [8, 12, 16, 18, 19, 20, 21, 22]),
    ("decide: no, large set", decide_no, [10**5, 10**6, 2 * 10**6, 4 * 10**6, 8 * 10**6]),
    ("decide: relative, large group", decide_relative, [100, 1000, 10000, 50000, 100000]),
    ("classify: large group", classify_group, [60, 120, 360, 720, 1260, 2048]),
    ("classify: many points", classify_points, [100, 1000, 2000, 5000]),
    ("classify: many labels", classify_labels, [10, 1000, 10**6]),
    ("minimal: large group, counted", minimal_prime, [11, 101, 499, 997, 1021]),
    ("minimal: many points, written", minimal_listed, [100, 316, 1000, 1024]),
]


def grow(program, name, make, sizes):
    """The rows of one family, the last of which may be over the bounds."""
    rows = []
    for size in sizes:
        what, arguments, check = make(size)
        code, text, seconds, kibibytes = run(program, arguments)
        right = code in (0, 1) and apart(lambda: check(json.loads(text)))
        within = seconds <= SECONDS and kibibytes <= KIBIBYTES
        rows.append({"family": name, **what, "seconds": round(seconds, 2), "MiB": kibibytes // 1024,
                     "right": right, "within": within})
        print(f"{name:32} {what['group']:>10} {what['labels']:>8} labels {what['points']!s:>22}  "
              f"{seconds:6.2f} s {kibibytes // 1024:5} MiB  {'right' if right else 'WRONG'}", flush=True)
        if arguments[0] == "decide" or arguments[1].endswith(".json"):
            os.unlink(arguments[1])
        if not right or not within:
            break
    return rows


def main():
    program, result = sys.argv[1:]
    rows = [row for family in FAMILIES for row in grow(program, *family)]
    revision = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    with open(result, "w") as file:
        json.dump({"revision": revision, "processor": platform.processor() or platform.machine(),
                   "bounds": {"seconds": SECONDS, "MiB": KIBIBYTES // 1024}, "rows": rows}, file, indent=1)
        file.write("\n")
    return 0 if all(row["right"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
