#!/usr/bin/env python3
"""The network mnist_c4 in PyTorch, timed: prints JSON with images a second for training and evaluation.

A block on the concatenated copies, y(h) = sum over k of W_k * s(h k), is one convolution whose weight is block-circulant:
block (h, j) is W at h^-1 j. It is assembled once a step from the shared W and runs as conv2d with 3x3 kernels, which
is how PyTorch's own users write a group convolution. The loss is the cross-entropy over 40 = 4 copies x 10 digits.
"""

import argparse
import gzip
import json
import pathlib
import time

import torch
from torch import nn
from torch.nn import functional

ORDER = 4


def circulant(weight: torch.Tensor) -> torch.Tensor:
    """The weight [4 F, 4 C, ...] with block (h, j) = weight[:, (j - h) mod 4] of a weight [F, 4 C, ...]."""
    filters, inputs, *kernel = weight.shape
    blocks = weight.reshape(filters, ORDER, inputs // ORDER, *kernel)
    rows = [torch.roll(blocks, h, dims=1).reshape(filters, inputs, *kernel) for h in range(ORDER)]
    return torch.cat(rows)


class Network(nn.Module):
    """Logits of (copy, digit) at 10 * copy + digit."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(ORDER * 16, 24, 3, padding=1)
        self.conv3 = nn.Conv2d(ORDER * 24, 16, 3, padding=1)
        self.dense = nn.Linear(ORDER * 16 * 7 * 7, 128)
        self.logits = nn.Linear(128, 10)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        count = images.shape[0]
        turned = torch.cat([torch.rot90(images, -h, (2, 3)) for h in range(ORDER)], dim=1)
        values = functional.relu(self.conv1(turned.reshape(-1, 1, 28, 28))).reshape(count, -1, 28, 28)
        for conv in (self.conv2, self.conv3):
            values = functional.conv2d(values, circulant(conv.weight), conv.bias.repeat(ORDER), padding=1)
            values = functional.relu(values)
        values = functional.max_pool2d(values, 4).reshape(count, -1)
        values = functional.linear(values, circulant(self.dense.weight), self.dense.bias.repeat(ORDER))
        return self.logits(functional.relu(values).reshape(count, ORDER, 128)).reshape(count, -1)


def read_idx(path: pathlib.Path) -> torch.Tensor:
    """The bytes of an IDX file, gzip or not, without their header."""
    packed = path.with_name(path.name + ".gz")
    content = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return torch.frombuffer(bytearray(content[4 + 4 * content[3] :]), dtype=torch.uint8)


def largest_difference(network: Network, images: torch.Tensor) -> float:
    """How far the output of turned images is from the turned output; rounding alone if the network is right."""
    straight = network(images).reshape(-1, ORDER, 10)
    turned = network(torch.rot90(images, 1, (2, 3))).reshape(-1, ORDER, 10)
    return float((torch.roll(straight, 1, dims=1) - turned).abs().max())


def time_training(network: Network, images: torch.Tensor, digits: torch.Tensor, options) -> float:
    """Images a second over the given number of Adam steps on random batches, after a few to warm up."""
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    warm_up = max(options.steps // 10, 2)
    for step in range(warm_up + options.steps):
        if step == warm_up:
            start = time.perf_counter()
        batch = torch.randint(len(images), (options.batch,))
        optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(network(images[batch]), digits[batch]).backward()
        optimizer.step()
    return options.steps * options.batch / (time.perf_counter() - start)


@torch.no_grad()
def time_forward(network: Network, images: torch.Tensor, options) -> float:
    """Images a second over batches of the same size."""
    network(images[: options.batch])
    start = time.perf_counter()
    for _ in range(options.steps):
        network(images[: options.batch])
    return options.steps * options.batch / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).parents[1] / "data" / "mnist")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--steps", type=int, default=200)
    options = parser.parse_args()

    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    images = read_idx(options.data / "train-images-idx3-ubyte").reshape(-1, 1, 28, 28).float() / 255
    digits = read_idx(options.data / "train-labels-idx1-ubyte").long()
    network = Network()
    with torch.no_grad():
        difference = largest_difference(network, images[:8])
    result = {
        "torch": torch.__version__,
        "threads": options.threads,
        "batch": options.batch,
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "largest_difference_when_turned": difference,
        "training_images_per_second": time_training(network, images, digits, options),
        "forward_images_per_second": time_forward(network, images, options),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
