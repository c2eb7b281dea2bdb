#!/usr/bin/env bash
# python3-sympy 1.11.1-1, python3-scipy 1.10.1-2 (Debian 12): for 12 random rotations R and l = 1, 2 computed the Wigner matrices
# D by SymPy's wigner_d and Rotation.D, of the same Euler angles (z, y, z), and compared with SymPy's own spherical harmonics.
# Seen: both are unitary, with D(R S) = D(R) D(S). Rotation.D turns the harmonics: Y(R x) = conj(D(R)) Y(x). wigner_d does so in
# no reading (D, D', conj(D), conj(D'); R or R^-1): its turns about z and y are by the opposite angle, those about x are not. It
# fits once rows and columns stand for m from -l up, though its formula goes from l down. Pull request 27583 found the formula
# unlike that of the book it cites, and had the documentation (1.14) say so.
# Why it matters: features of degree l moved by it pass each test of a representation, and the layer that they go through still
# commutes with hardly any rotation of the points. No relation among the matrices shows it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages python3-sympy=1.11.1-1 python3-scipy=1.10.1-2 python3-numpy=1:1.24.2-1+deb12u1

result=$(in_debian /usr/bin/python3 -B - <<'PY'
import numpy as np
import sympy
from scipy.spatial.transform import Rotation
from sympy.physics.quantum.spin import Rotation as Spin
from sympy.physics.wigner import wigner_d

angles = sympy.symbols("alpha beta gamma", real=True)
theta, phi = sympy.symbols("theta phi", real=True)
pairs = [Rotation.random(2, random_state=i) for i in range(6)]
points = np.random.default_rng(1).normal(size=(10, 3))
points /= np.linalg.norm(points, axis=1, keepdims=True)


def compiled(variables, matrix):
    function = sympy.lambdify(variables, matrix, "numpy")
    return lambda *values: np.array(function(*values), dtype=complex)


def answers(matrix, harmonics, degree):
    """Whether the matrices are unitary, and multiply as the rotations do, and the readings under which they turn the harmonics."""

    def of(rotation):
        return matrix(*rotation.as_euler("ZYZ"))

    def at(points):
        return np.array([harmonics(np.arccos(z), np.arctan2(y, x)).ravel() for x, y, z in points]).T

    rotations = [rotation for pair in pairs for rotation in pair]
    readings = {"D": lambda d: d, "D'": lambda d: d.T, "conj(D)": np.conj, "conj(D')": lambda d: d.conj().T}
    fits = []
    for name, read in readings.items():
        for sign, turned in (("", lambda r: r.apply(points)), ("^-1", lambda r: r.inv().apply(points))):
            for order, step in (("", 1), (",up", -1)):
                if all(np.allclose(at(turned(r)), read(of(r))[::step, ::step] @ at(points)) for r in rotations):
                    fits.append(f"Y(R{sign}x)={name}Y{order}")
    identity = np.eye(2 * degree + 1)
    return (sum(np.allclose(of(r) @ of(r).conj().T, identity) for r in rotations),
            sum(np.allclose(of(r * s), of(r) @ of(s)) for r, s in pairs), ";".join(sorted(fits, reverse=True)))


for degree in (1, 2):
    orders = range(degree, -degree - 1, -1)
    harmonics = compiled((theta, phi), sympy.Matrix([sympy.Ynm(degree, m, theta, phi).expand(func=True) for m in orders]))
    spin = sympy.Matrix([[Spin.D(degree, m, n, *angles).doit() for n in orders] for m in orders])
    for matrix in wigner_d(degree, *angles), spin:
        print(*answers(compiled(angles, matrix), harmonics, degree))
PY
)
readarray -t rows <<<"$result"
for i in "${!rows[@]}"; do
  name="l = $((1 + i / 2)), $([[ $((i % 2)) == 0 ]] && echo wigner_d || echo Rotation.D)"
  up=$([[ $((i % 2)) == 0 ]] && echo ,up || echo)
  read -r unitary products fits <<<"${rows[i]}"
  expect "$name: of 12 matrices are unitary" "$unitary" -eq 12
  expect "$name: of 6 products are those of the rotations" "$products" -eq 6
  expect "$name: of 16 readings turn the harmonics" "$fits" = "Y(Rx)=conj(D)Y$up;Y(R^-1x)=D'Y$up"
done
