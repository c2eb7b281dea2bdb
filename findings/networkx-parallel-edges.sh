#!/usr/bin/env bash
# python3-networkx 2.8.8-1 (Debian 12): symmetries of a ring of four points, whose neighbours are joined by three edges each, named
# for the weight that they carry: a, a, b and a, b, b in turn. Found by MultiGraphMatcher with each of its three ways to compare
# parallel edges by a name or number, and by trying all 24 permutations.
# Seen: categorical_multiedge_match finds 8, of which 4 take a, a, b to a, b, b: it compares sets of names, as a remark on one of its
# arguments says, though the matcher counts the edges. numerical_multiedge_match (a = 1, b = 2) and generic_multiedge_match find 4.
# Why it matters: parallel edges with shared weights add up. The layer is not equivariant under the symmetries found: 2a + b is
# not a + 2b. Weights that are tied by the orbits of the larger group lose freedom, or a test of equivariance fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages python3-networkx=2.8.8-1

result=$(in_debian /usr/bin/python3 -B - <<'PY'
import itertools
import operator

import networkx
from networkx.algorithms import isomorphism

NUMBERS = {"a": 1, "b": 2}
ring = networkx.MultiGraph()
for point in range(4):
    for name in ("aab", "abb")[point % 2]:
        ring.add_edge(point, (point + 1) % 4, name=name, number=NUMBERS[name])

# The layer of the ring, once the weights have numbers: its matrix commutes with the true symmetries alone.
layer = [[sum(edge["number"] for edge in (ring.get_edge_data(i, j) or {}).values()) for j in range(4)] for i in range(4)]


def commutes(images):
    return all(layer[images[i]][images[j]] == layer[i][j] for i in range(4) for j in range(4))


def symmetries(match):
    found = isomorphism.MultiGraphMatcher(ring, ring, edge_match=match).isomorphisms_iter()
    return [[images[i] for i in range(4)] for images in found]


for match in (isomorphism.categorical_multiedge_match("name", None), isomorphism.numerical_multiedge_match("number", 0),
              isomorphism.generic_multiedge_match("name", None, operator.eq)):
    found = symmetries(match)
    print(len(found), sum(map(commutes, found)))
print(sum(map(commutes, itertools.permutations(range(4)))))
PY
)
{ read -ra categorical; read -ra numerical; read -ra generic; read -r all; } <<<"$result"
expect 'categorical_multiedge_match: symmetries found' "${categorical[0]}" -eq 8
expect 'categorical_multiedge_match: of them commute with the layer' "${categorical[1]}" -eq 4
expect 'numerical_multiedge_match: symmetries found' "${numerical[0]}" -eq 4
expect 'numerical_multiedge_match: of them commute with the layer' "${numerical[1]}" -eq 4
expect 'generic_multiedge_match: symmetries found' "${generic[0]}" -eq 4
expect 'generic_multiedge_match: of them commute with the layer' "${generic[1]}" -eq 4
expect 'permutations of four points that commute with the layer' "$all" -eq 4
