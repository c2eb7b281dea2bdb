#!/usr/bin/env python3
"""ranks.py PROGRAM MPI_PROGRAM DATA [--lanes L] [--ranks N...] [--rounds R]

Trains one network in one process without MPI and on ranks, in turns, one thread each: images per second (the median of the
rounds), how they compare with one process of PROGRAM, and what the first rank sends in a step. PROGRAM and MPI_PROGRAM are
the same generated project, compiled without and with -DEQUIVARIFY_MPI=ON. Fails where the same lanes give other weights.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile

# For Open MPI: also as root, with more ranks than cores.
OPEN_MPI = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
}


def train(command, lanes, arguments, folder):
    """The record of one training."""
    options = ["train", "--data", arguments.data, "--limit", str(arguments.images), "--epochs", "1", "--threads", "1"]
    options += ["--fresh", "--output", folder]
    if lanes != 1:  # so that a program of before there were lanes can be compared too
        options += ["--lanes", str(lanes)]
    subprocess.run(command + options, check=True, stdout=subprocess.DEVNULL, env=os.environ | OPEN_MPI)
    with open(os.path.join(folder, "training.json"), encoding="utf-8") as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("mpi_program")
    parser.add_argument("data")
    parser.add_argument("--lanes", type=int, default=16)
    parser.add_argument("--ranks", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--images", type=int, default=1024)
    arguments = parser.parse_args()
    cases = [("one process", [arguments.program], 1), ("mpirun -n 1", ["mpirun", "-n", "1", arguments.mpi_program], 1)]
    cases.append(("one process", [arguments.mpi_program], arguments.lanes))
    for ranks in arguments.ranks:
        cases.append((f"mpirun -n {ranks}", ["mpirun", "-n", str(ranks), arguments.mpi_program], arguments.lanes))
    speeds = [[] for _ in cases]
    weights, sent = {}, [0] * len(cases)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(arguments.rounds):
            for i, (_, command, lanes) in enumerate(cases):
                record = train(command, lanes, arguments, folder)
                speeds[i].append(record["epochs"][0]["images_per_second"])
                sent[i] = record.get("sent_bytes_per_step", 0)
                digest = record["weights_sha256"]
                assert weights.setdefault(lanes, digest) == digest, f"{lanes} lanes gave {digest} and {weights[lanes]}"
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print(f"{'':14}{'lanes':>6}{'images/s':>10}{'relative':>10}{'bytes sent per step':>21}")
    first = statistics.median(speeds[0])
    for (name, _, lanes), speed, size in zip(cases, speeds, sent):
        middle = statistics.median(speed)
        print(f"{name:14}{lanes:6}{middle:10.0f}{middle / first:10.2f}{size:21,}")


if __name__ == "__main__":
    main()
