#!/usr/bin/env bash
# python3-scipy 1.10.1-2, python3-numpy 1.24.2 (Debian 12): means of windows of 3x3 by ndimage.uniform_filter, and by convolve with
# nine ones over 9, of a patch of 4x4 random numbers from 0 to 1 on zeros, 28x28; then of 28x28 random numbers with one NaN.
# Seen: means below 0, and windows of zeros whose mean is not 0: all of them lie below the patch or to its right. The NaN is in the
# mean of 400 windows, of which 9 hold it. convolve has none of this. Each row and each column keeps one sum, from which it takes
# the number that leaves: its rounding, and a NaN, stay to the end.
# Why it matters: a mean of a window commutes with mirrors, and sees its window alone; this one does neither. A local
# normalisation made of it of digits divides rounding errors by rounding errors on the black ground on one side of the digit.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages python3-scipy=1.10.1-2 python3-numpy=1:1.24.2-1+deb12u1

result=$(in_debian /usr/bin/python3 -B - <<'PY'
import numpy
import scipy.ndimage

SIZE = 28
random = numpy.random.default_rng(1)
patch = numpy.zeros((SIZE, SIZE))
patch[8:12, 8:12] = random.random((4, 4))
flawed = random.random((SIZE, SIZE))
flawed[9, 9] = numpy.nan


def summed(x):
    return scipy.ndimage.uniform_filter(x, 3)


def convolved(x):
    return scipy.ndimage.convolve(x, numpy.full((3, 3), 1 / 9))


empty = scipy.ndimage.maximum_filter(patch, 3) == 0
before = numpy.add.outer(numpy.arange(SIZE) < 8, numpy.arange(SIZE) < 8)
for mean in summed, convolved:
    means = mean(patch)
    dust = empty & (means != 0)
    mirrored = numpy.fliplr(mean(numpy.fliplr(patch)))
    print((means < 0).sum(), (dust & ~before).sum(), (dust & before).sum(), (empty & (means != mirrored)).sum(),
          numpy.isnan(mean(flawed)).sum())
PY
)
{ read -ra summed; read -ra convolved; } <<<"$result"
expect 'uniform_filter: of 784 means of numbers from 0 on are below 0' "${summed[0]}" -gt 0
expect 'uniform_filter: windows of zeros whose mean is not 0, after the patch' "${summed[1]}" -gt 50
expect 'uniform_filter: such windows above the patch or to its left' "${summed[2]}" -eq 0
expect 'uniform_filter: windows of zeros with another mean in the mirrored picture' "${summed[3]}" -gt 50
expect 'uniform_filter: means that are NaN for one NaN' "${summed[4]}" -eq 400
expect 'convolve: means below 0' "${convolved[0]}" -eq 0
expect 'convolve: windows of zeros whose mean is not 0' "$((convolved[1] + convolved[2]))" -eq 0
expect 'convolve: windows of zeros with another mean in the mirrored picture' "${convolved[3]}" -eq 0
expect 'convolve: means that are NaN for one NaN' "${convolved[4]}" -eq 9
