#!/usr/bin/env bash
# python3-sympy 1.11.1-1, gap-core 4.12.1-2 (Debian 12): all pairs p, q of permutations of three points; what is p of a list,
# and in which order do products act on points and on lists?
# Seen: both multiply from left to right on points. SymPy's p(list) is GAP's Permuted(list, p^-1): a 3-cycle moves the list
# the other way. And in SymPy one call has two orders: (p*q)(i) is q(p(i)) for points, but (p*q)(list) is p(q(list)).
# Why it matters: a table of permutations of pixels or channels made by one library and applied by the other, or by p(list),
# is the inverse: for most groups still an action, of the wrong element, so that no relation fails and labels come out wrong.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages python3-sympy=1.11.1-1 gap-core=4.12.1-2

sympy=$(in_debian /usr/bin/python3 -B - <<'PY'
from itertools import permutations, product
from sympy.combinatorics import Permutation

letters = ["a", "b", "c"]
elements = [Permutation(list(images)) for images in permutations(range(3))]
pairs = list(product(elements, repeat=2))
print(sum(all((p * q)(i) == q(p(i)) for i in range(3)) for p, q in pairs),
      sum((p * q)(letters) == q(p(letters)) for p, q in pairs),
      sum((p * q)(letters) == p(q(letters)) for p, q in pairs),
      "".join(Permutation([1, 2, 0])(letters)))
PY
)
cat >"$folder/lists.g" <<'GAP'
elements := Elements(SymmetricGroup(3));;
pairs := Cartesian(elements, elements);;
letters := "abc";;
Print(Number(pairs, x -> ForAll([1 .. 3], i -> i^(x[1] * x[2]) = (i^x[1])^x[2])), " ",
      Number(pairs, x -> Permuted(letters, x[1] * x[2]) = Permuted(Permuted(letters, x[1]), x[2])), " ",
      Number(pairs, x -> Permuted(letters, x[1] * x[2]) = Permuted(Permuted(letters, x[2]), x[1])), " ",
      Permuted(letters, PermList([2, 3, 1])), "\n");
QUIT;
GAP
gap=$(in_debian "$library/gap/gap" -q -A -T -l "$root/usr/share/gap;$root/usr/lib/gap" "$folder/lists.g" </dev/null)

read -r points lists turned_lists moved <<<"$sympy"
expect 'SymPy: of 36 pairs act on points as p, then q' "$points" -eq 36
expect 'SymPy: of 36 pairs act on lists as p, then q' "$lists" -eq 18
expect 'SymPy: of 36 pairs act on lists as q, then p' "$turned_lists" -eq 36
expect 'SymPy: abc under 0 -> 1 -> 2 -> 0' "$moved" = bca
read -r points lists turned_lists moved <<<"$gap"
expect 'GAP: of 36 pairs act on points as p, then q' "$points" -eq 36
expect 'GAP: of 36 pairs act on lists as p, then q' "$lists" -eq 36
expect 'GAP: of 36 pairs act on lists as q, then p' "$turned_lists" -eq 18
expect 'GAP: abc under 1 -> 2 -> 3 -> 1' "$moved" = cab
