#!/usr/bin/env python3
"""ranks_model.py [--gradient BYTES] [--speed IMAGES_PER_SECOND] [--batch B] [--delay US] [--rate GBIT] [--ranks N...]

Predicts what a step of training takes on many ranks, from what links.py measures on two. Nothing is run. A step is

    B / (R v) + trips(R) d + 1.05 * (2 G + P B / R) (1 - 1/R) / b

for a batch of B images of P bytes with what is to be learnt of each, R ranks, v images per second on one rank, a link with the delay d and
the rate b, and G bytes of gradients. 1.05 is what TCP and IP add. The images of a step come with the gradients of the step before from the
ranks that hold them, of which a rank needs B / R, so they take no trip of their own but in the first step of an epoch, which is left out. One exchange takes one trip, a gather of few numbers ceil(log2 R) (Bruck), the gather of the sums R / 2 (exchange
with neighbours; two ranks: 1), as Open MPI does them: trips(R) = 1 + 2 ceil(log2 R) + max(1, R / 2). Nothing hides behind the
computation. That each lane costs a pass over all gradients is left out. The defaults are mnist_c4.
"""

import argparse
from math import ceil, log2


def trips(ranks):
    """How often a step waits for a message."""
    return 0 if ranks == 1 else 1 + 2 * ceil(log2(ranks)) + max(1, ranks / 2)


def parts(ranks, arguments):
    """Seconds of a step: to compute, to wait, to send."""
    sent = 1.05 * (2 * arguments.gradient + arguments.picture * arguments.batch / ranks) * (1 - 1 / ranks)
    return (
        arguments.batch / ranks / arguments.speed,
        trips(ranks) * arguments.delay * 1e-6,
        sent / (arguments.rate * 125e6),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gradient", type=float, default=1723752)
    parser.add_argument("--picture", type=float, default=788)
    parser.add_argument("--speed", type=float, default=1283)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--delay", type=float, default=20)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--ranks", type=int, nargs="*", default=[1, 2, 4, 64, 1024])
    arguments = parser.parse_args()
    alone = sum(parts(1, arguments))
    print(f"{'ranks':>6}{'trips':>7}{'compute ms':>12}{'wait ms':>9}{'send ms':>9}{'step ms':>9}{'times as fast':>15}{'efficiency':>12}")
    for ranks in arguments.ranks:
        compute, wait, send = parts(ranks, arguments)
        step = compute + wait + send
        print(
            f"{ranks:6}{trips(ranks):7.0f}{compute * 1e3:12.2f}{wait * 1e3:9.2f}{send * 1e3:9.2f}{step * 1e3:9.2f}"
            f"{alone / step:15.1f}{alone / step / ranks:12.1%}"
        )


if __name__ == "__main__":
    main()
