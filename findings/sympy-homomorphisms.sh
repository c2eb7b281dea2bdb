#!/usr/bin/env bash
# python3-sympy 1.11.1-1 (Debian 12): gave homomorphism(), which checks what it is given, all maps of the two generators of D4 into D4
# and into C4, and asked is_isomorphic about groups and themselves, and about C6 and C2 x C3.
# Seen: four maps pass that are no homomorphisms; 32 of the 40 that are do not, the identity among them: relations of a permutation
# group lose the inverses of generators (SymPy's issue 24442; right in 1.14). So D4 is not isomorphic to D4. C6 is not to C2 x C3 for
# another reason (issue 28569; still so in 1.14): generators go to generators alone, not to all elements.
# Why it matters: an action on channels is a homomorphism, written as images of generators. Behind one that passes here is perhaps no
# action at all, and the layer is equivariant under nothing; and a group that was found as a symmetry is not recognised.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages python3-sympy=1.11.1-1

result=$(in_debian /usr/bin/python3 -B - <<'PY'
from itertools import product

from sympy.combinatorics.homomorphisms import homomorphism, is_isomorphic
from sympy.combinatorics.named_groups import AbelianGroup, AlternatingGroup, CyclicGroup, DihedralGroup, SymmetricGroup

dihedral = DihedralGroup(4)
turn, mirror = dihedral.generators


def passes(group, images):
    try:
        homomorphism(dihedral, group, [turn, mirror], images)
        return True
    except ValueError:
        return False


def is_true(images):
    """Whether the images satisfy r^4 = m^2 = e and m r m = r^-1, by which D4 is defined."""
    r, m = images
    return (r**4).is_Identity and (m**2).is_Identity and m * r * m == r**-1


assert dihedral.order() == 8 and turn.order() == 4 and is_true([turn, mirror])
for group in dihedral, CyclicGroup(4):
    maps = list(product(group.generate(), repeat=2))
    answers = [(is_true(images), passes(group, images)) for images in maps]
    print(len(maps), sum(truth for truth, _ in answers), answers.count((True, False)), answers.count((False, True)))
print(int(passes(dihedral, [turn, mirror])))
own = [DihedralGroup(n) for n in range(3, 9)] + [SymmetricGroup(3), SymmetricGroup(4)]
print(sum(is_isomorphic(group, group) for group in own), int(is_isomorphic(AlternatingGroup(4), AlternatingGroup(4))))
cyclic, pair = CyclicGroup(6), AbelianGroup(2, 3)
print(int(pair.order() == 6 and pair.is_cyclic), int(is_isomorphic(cyclic, pair)))
PY
)
{ read -ra into_d4; read -ra into_c4; read -r identity; read -ra own; read -ra sixth; } <<<"$result"
expect 'D4 to D4: maps of the generators' "${into_d4[0]}" -eq 64
expect 'D4 to D4: of them are homomorphisms' "${into_d4[1]}" -eq 36
expect 'D4 to D4: homomorphisms that are refused' "${into_d4[2]}" -eq 30
expect 'D4 to D4: others that pass' "${into_d4[3]}" -eq 2
expect 'D4 to C4: maps of the generators' "${into_c4[0]}" -eq 16
expect 'D4 to C4: of them are homomorphisms' "${into_c4[1]}" -eq 4
expect 'D4 to C4: homomorphisms that are refused' "${into_c4[2]}" -eq 2
expect 'D4 to C4: others that pass' "${into_c4[3]}" -eq 2
expect 'D4 to D4: the identity passes' "$identity" -eq 0
expect 'D3 to D8, S3 and S4: of eight groups are isomorphic to themselves' "${own[0]}" -eq 0
expect 'A4 is isomorphic to itself' "${own[1]}" -eq 1
expect 'C2 x C3 is cyclic, of order 6' "${sixth[0]}" -eq 1
expect 'C6 is isomorphic to C2 x C3' "${sixth[1]}" -eq 0
