#!/usr/bin/env bash
# libopenblas0-pthread 0.3.21+ds-4, python3-numpy 1:1.24.2-1+deb12u1 (Debian 12), one thread: multiplied a matrix of 16 equal
# rows of 784 floats, one picture 16 times, by 784x128 weights, all random.
# Seen: with the kernels for processors of AVX2 and FMA, rows of the product are not equal: the first six are, and each of the
# last four differs from them in 93 of 128 numbers. With the kernels for AVX-512 (SkylakeX) they are equal.
# Why it matters: the place of a picture in a batch decides its answer's last bits. Copies of a lifted network that are stacked
# along the batch and share one product are not equivariant to the bit, though the arithmetic is the same for each row.
# OPENBLAS_CORETYPE names the kernels, so that newer processors see the same.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
needs avx2 fma
debian_packages libopenblas0-pthread=0.3.21+ds-4 python3-numpy=1:1.24.2-1+deb12u1

result=$(OPENBLAS_CORETYPE=Haswell OPENBLAS_NUM_THREADS=1 in_debian /usr/bin/python3 -B - <<'PY'
import numpy

random = numpy.random.default_rng(1)
picture, weights = (random.standard_normal(shape).astype(numpy.float32) for shape in ((1, 784), (784, 128)))
product = numpy.repeat(picture, 16, axis=0) @ weights
print(*(product != product[0]).sum(axis=1))
PY
)
read -ra differ <<<"$result"
printf 'numbers of each row that differ from the first row: %s\n' "${differ[*]}"
expect 'of 128 numbers of row 6 differ' "${differ[5]}" -eq 0
expect 'of 128 numbers of row 16 differ' "${differ[15]}" -gt 60
