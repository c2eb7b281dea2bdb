#!/usr/bin/env python3
"""links.py PROGRAM DATA [--delays MS...] [--rates MBIT...] [--lanes L] [--images N] [--picture BYTES] [--rounds R]

Trains on two ranks in two network namespaces that a link of our own joins, and says what its delay and its rate cost. PROGRAM is a
generated project compiled with -DEQUIVARIFY_MPI=ON. Needs root, `ip netns`, /dev/net/tun and Open MPI; no module of the kernel
for slow links (netem): each end is a tun device, and this program hands packets from one to the other when their time has come.

For each link: seconds of a step (the least of the rounds, on the wall), and what the model of ranks_model.py makes of the step on a
fast link, trips * delay and bytes / rate; bytes of IP on the link in a step; what training.json says that one rank sends, and how many
bytes of that are pictures, of BYTES each with what is to be learnt of it: each rank holds half of the data, so half of its pictures come
from the other one, with the gradients of the step before. In the first step of an epoch they take a trip of their own. Fails where two
links give other weights.
"""

import argparse
import ctypes
import fcntl
import heapq
import itertools
import json
import os
import select
import struct
import subprocess
import tempfile
import threading
import time

from ranks import OPEN_MPI
from ranks_model import trips

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
NAMES = ("link-a", "link-b")
ADDRESSES = ("10.213.77.1", "10.213.77.2")


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def inside(name, work):
    """What work() returns in a thread of the namespace `name`: a descriptor that is made there stays there."""
    result = []

    def enter():
        with open(f"/run/netns/{name}", encoding="ascii") as namespace:
            if ctypes.CDLL(None).setns(namespace.fileno(), CLONE_NEWNET) == 0:
                result.append(work())

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    if not result:
        raise OSError(f"cannot work in the namespace {name}")
    return result[0]


def open_tun():
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"slow", IFF_TUN | IFF_NO_PI))
    return tun


class Link:
    """Two namespaces, and the link between them: packets come `delay` seconds after they were sent at `rate` bytes a second."""

    def __init__(self):
        self.delay, self.rate, self.bytes = 0.0, 0.0, 0
        self.ends = []
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        threading.Thread(target=self.carry, daemon=True).start()

    def open(self):
        for name, here, there in zip(NAMES, ADDRESSES, reversed(ADDRESSES)):
            ip("netns", "add", name)
            self.ends.append(inside(name, open_tun))
            ip("-n", name, "link", "set", "lo", "up")
            ip("-n", name, "addr", "add", here, "peer", there, "dev", "slow")
            ip("-n", name, "link", "set", "slow", "up")

    def close(self):
        for name in NAMES:
            subprocess.run(["ip", "netns", "del", name], check=False)

    def carry(self):
        waiting, numbers, free = [], itertools.count(), [0.0, 0.0]
        while True:
            now = time.monotonic()
            while waiting and waiting[0][0] <= now:
                _, _, end, packet = heapq.heappop(waiting)
                os.write(self.ends[end], packet)
            patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.1
            for end in select.select(self.ends, [], [], patience)[0]:
                packet, side = os.read(end, 65536), self.ends.index(end)
                self.bytes += len(packet)
                start = max(time.monotonic(), free[side])
                free[side] = start + (len(packet) / self.rate if self.rate else 0.0)
                heapq.heappush(waiting, (free[side] + self.delay, next(numbers), 1 - side, packet))


def write_agent(folder):
    """How mpirun starts the other rank: in the other namespace, under another host name."""
    agent = os.path.join(folder, "agent")
    with open(agent, "w", encoding="ascii") as file:
        file.write(f'#!/bin/sh\nshift\nexec ip netns exec {NAMES[1]} unshare --uts sh -c "hostname other; $*"\n')
    os.chmod(agent, 0o755)
    return agent


def train(arguments, folder, ranks):
    """The record of one training by so many ranks, one in each namespace."""
    command = ["ip", "netns", "exec", NAMES[0], "mpirun", "-n", str(ranks)]
    command += ["--host", ",".join(address + ":1" for address in ADDRESSES[:ranks])]
    command += ["--mca", "plm_rsh_agent", write_agent(folder), "--mca", "btl", "tcp,self"]
    command += ["--mca", "btl_tcp_if_include", "slow", "--mca", "oob_tcp_if_include", "slow"]
    command += [arguments.program, "train", "--data", arguments.data, "--limit", str(arguments.images), "--epochs", "1"]
    command += ["--threads", "1", "--fresh", "--lanes", str(arguments.lanes), "--output", os.path.join(folder, "run")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | OPEN_MPI)
    with open(os.path.join(folder, "run", "training.json"), encoding="utf-8") as file:
        return json.load(file)


def measure(arguments, link, folder, cases):
    """For each case (ranks, delay, rate): the least seconds of a step, bytes on the link in a step, bytes that a rank sends, and of them
    pictures; and the number of steps, of one epoch."""
    rows, digests = [[float("inf"), 0, 0, 0] for _ in cases], set()
    for _ in range(arguments.rounds):
        for row, (ranks, delay, rate) in zip(rows, cases):
            link.delay, link.rate, link.bytes = delay / 1000, rate * 125000, 0
            record = train(arguments, folder, ranks)
            seconds = arguments.images / record["epochs"][0]["images_per_second"]
            steps = record["steps"]
            row[0] = min(row[0], seconds / steps)
            row[1] = link.bytes // steps
            row[2] = record.get("sent_bytes_per_step", 0)
            row[3] = int(arguments.picture * record["batch"] / ranks * (1 - 1 / ranks))
            digests.add(record["weights_sha256"])
    assert len(digests) == 1, f"links gave other weights: {digests}"
    return rows, steps


def expected(case, row, fast, steps):
    """Seconds of a step by the model: those on a fast link, the trips, and the bytes of one direction at its rate."""
    ranks, delay, rate = case
    waits = (trips(ranks) + 1 / steps) * delay / 1000
    return fast + waits + (row[1] / 2 / (rate * 125000) if rate else 0.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--delays", type=float, nargs="*", default=[2, 10], metavar="MS")
    parser.add_argument("--rates", type=float, nargs="*", default=[50, 10], metavar="MBIT")
    parser.add_argument("--lanes", type=int, default=16)
    parser.add_argument("--images", type=int, default=512)
    parser.add_argument("--picture", type=int, default=788, help="of MNIST")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    arguments.program, arguments.data = map(os.path.abspath, (arguments.program, arguments.data))
    cases = [(1, 0, 0), (2, 0, 0)] + [(2, delay, 0) for delay in arguments.delays] + [(2, 0, rate) for rate in arguments.rates]
    link = Link()
    try:
        with tempfile.TemporaryDirectory() as folder:
            rows, steps = measure(arguments, link, folder, cases)
    finally:
        link.close()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print(f"{'ranks':>5}{'delay ms':>10}{'Mbit/s':>8}{'ms a step':>11}{'expected':>10}{'bytes on the link':>19}{'sent by one rank':>18}{'pictures':>10}")
    for case, row in zip(cases, rows):
        ranks, delay, rate = case
        seconds, size, sent, pictures = row
        model = f"{expected(case, row, rows[1][0], steps) * 1000:10.1f}" if delay or rate else f"{'':10}"
        print(f"{ranks:5}{delay:10g}{rate:8g}{seconds * 1000:11.1f}{model}{size:19,}{sent:18,}{pictures:10,}")


if __name__ == "__main__":
    main()
