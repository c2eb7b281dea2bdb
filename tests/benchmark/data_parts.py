#!/usr/bin/env python3
"""data_parts.py MPI_PROGRAM DATA [--times T] [--ranks N...] [--lanes L] [--seconds S]

Peak memory of each rank of a training, in MiB: the largest and the sum over the ranks. DATA has the training data of MNIST, as unpacked IDX
files; they are taken T times over. Each training is interrupted after S seconds, when the data have been read for long and steps are done.
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile

from ranks import OPEN_MPI


def run_rank(command, seconds):
    """Runs one rank, and prints the peak of its memory. The first one is interrupted, and with it all."""
    is_first = os.environ.get("OMPI_COMM_WORLD_RANK", os.environ.get("PMI_RANK")) == "0"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        try:
            program.wait(seconds if is_first else None)
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGINT)
        code = program.wait()
    print(f"peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}", flush=True)
    return 0 if code in (0, 130) else 1


def write_times(source, target, times):
    """Writes the IDX file source, with its rows so many times, as the file target."""
    with open(source, "rb") as file:
        contents = file.read()
    header = 4 + 4 * contents[3]
    rows = int.from_bytes(contents[4:8], "big") * times
    with open(target, "wb") as file:
        file.write(contents[:4] + rows.to_bytes(4, "big") + contents[8:header] + contents[header:] * times)


def peaks(ranks, arguments):
    """The peak of each rank, in KiB."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"):
            write_times(os.path.join(arguments.data, name), os.path.join(folder, name), arguments.times)
        train = [os.path.abspath(arguments.mpi_program), "train", "--data", folder, "--threads", "1"]
        train += ["--lanes", str(arguments.lanes), "--output", os.path.join(folder, "run")]
        wrapped = [sys.executable, os.path.abspath(__file__), "--rank", str(arguments.seconds)]
        command = ["mpirun", "-n", str(ranks)] + wrapped + train
        result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | OPEN_MPI)
    return [int(line.split()[1]) for line in result.stdout.splitlines() if line.startswith("peak ")]


def main():
    if sys.argv[1:2] == ["--rank"]:
        sys.exit(run_rank(sys.argv[3:], float(sys.argv[2])))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mpi_program")
    parser.add_argument("data")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--ranks", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--lanes", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=8)
    arguments = parser.parse_args()
    print(f"{'ranks':>6}{'largest MiB':>13}{'all MiB':>9}")
    for ranks in arguments.ranks:
        found = peaks(ranks, arguments)
        assert len(found) == ranks, f"{len(found)} of {ranks} ranks said their peak"
        print(f"{ranks:6}{max(found) / 1024:13.1f}{sum(found) / 1024:9.1f}")


if __name__ == "__main__":
    main()
