#!/usr/bin/env bash
# g++-12 12.2.0-14+deb12u1 (Debian 12) with -O2 and -O2 -mfma: compiled x*u + y*v and a*d - b*c as functions of floats and ran
# each on 100,000 random arguments.
# Seen: with fused multiply-add, x*u + y*v and y*v + x*u (the same function, its arguments swapped) differ for one pair in
# five, and a*b - a*b is not 0 in nearly every case: one product is rounded, the other is not. No flag asks for it: fusing is
# the default. With -ffp-contract=off, as without the instructions, nothing differs.
# Why it matters: swapping two inputs with their weights, the smallest symmetry there is, changes bits, though sums and
# products commute in floats. Code must be equal for each copy, or compiled without fusing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
needs fma
debian_packages {cpp-12,gcc-12,g++-12,libgcc-12-dev,libstdc++-12-dev}=12.2.0-14+deb12u1

cat >"$folder/forms.cpp" <<'CPP'
extern "C" {
float form(float x, float u, float y, float v) { return x * u + y * v; }
float determinant(float a, float b, float c, float d) { return a * d - b * c; }
}
CPP
for flags in -O2 '-O2 -mfma' '-O2 -mfma -ffp-contract=off'; do
  read -ra list <<<"$flags"
  shared_object "$folder/forms.cpp" "${list[@]}"
  result=$(/usr/bin/python3 -B - "$folder/object.so" <<'PY'
import ctypes
import random
import sys

library = ctypes.CDLL(sys.argv[1])
for function in (library.form, library.determinant):
    function.argtypes, function.restype = [ctypes.c_float] * 4, ctypes.c_float
random.seed(1)
draws = [[random.random() for _ in range(4)] for _ in range(100000)]
print(sum(library.form(x, u, y, v) != library.form(y, v, x, u) for x, u, y, v in draws),
      sum(library.determinant(a, b, a, b) != 0 for a, b, _, _ in draws))
PY
  )
  read -r swapped singular <<<"$result"
  if [[ $flags == *-mfma ]]; then
    expect "g++ $flags: of 100,000 sums change when their terms are swapped" "$swapped" -gt 15000
    expect "g++ $flags: of 100,000 determinants of two equal rows are not 0" "$singular" -gt 90000
  else
    expect "g++ $flags: of 100,000 sums change when their terms are swapped" "$swapped" -eq 0
    expect "g++ $flags: of 100,000 determinants of two equal rows are not 0" "$singular" -eq 0
  fi
done
