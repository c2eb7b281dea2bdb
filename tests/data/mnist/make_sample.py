#!/usr/bin/env python3
"""Writes the sample in this folder from the full MNIST files: make_sample.py FULL_MNIST_DIR

Takes every 12th training image (5,000 of 60,000) and every 10th test image (1,000 of 10,000), so that both
halves of the test set, the tidy and the scrawled one, keep their share. The same input gives the same bytes.
"""

import gzip
import pathlib
import struct
import sys

STEPS = {"train": 12, "t10k": 10}


def every(step: int, content: bytes) -> bytes:
    """The IDX file of every step-th entry of an IDX file, the first one included."""
    dimensions = content[3]
    header = 4 + 4 * dimensions
    count, *shape = struct.unpack(f">{dimensions}I", content[4:header])
    size = (len(content) - header) // count
    entries = [content[header + i * size : header + (i + 1) * size] for i in range(0, count, step)]
    return content[:4] + struct.pack(f">{dimensions}I", len(entries), *shape) + b"".join(entries)


def main() -> None:
    source = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(__file__).parent
    for part, step in STEPS.items():
        for kind in ("images-idx3", "labels-idx1"):
            name = f"{part}-{kind}-ubyte"
            sample = every(step, (source / name).read_bytes())
            (folder / f"{name}.gz").write_bytes(gzip.compress(sample, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
