#include "equivarify/codegen/audit/proof/theory_table.hpp"

namespace equivarify::audit {
namespace {

// axiom NAME | variables | equation
// given NAME | variables | equation              a hypothesis, used by the claims that name it
// defined HEAD | claims                          HEAD may be used after these claims alone
// theorem ID                                     of every certificate
// construction ID                                a theorem of certificates that need it
// claim NAME | variables | hypotheses | cites | equation | compared at
//
// A and B are any sets, Any is any map. N is a normal subgroup of G: that is what the axioms coset,
// section, rest-in-kernel, conjugate and inverse-in-kernel say, and they may be used only after the
// claims that show it of { n : n x = x for all x in X }. sec(C) is one element of the coset C, and
// rest_N(h) the n in N with sec(h N) = h n. Maps on cosets are defined by sec, so that their axioms
// are true for every N and X; that another element of the coset gives the same is claimed where N
// fixes X or s. H is a subgroup; g = rep(g) rest(g) with rest(g) in H. chosen(x) is one point of
// the H-orbit of x, the same for all points of it. The mean of the numbers f(k) over the k with
// P(k) is taken entry by entry in the order of size, so that no order of the k changes it to the
// bit, and commutes with H, which permutes the entries of Y; mean-of-equals alone supposes exact
// arithmetic. V is a representation of G: total is a mean there, taken as means over H are, and
// elsewhere a sum. A vector v in Map(I, R) has components whose places and signs g changes; sgn(g,
// i) is the sign that component i of g v gets. pick is any rule that picks a label. A picture in
// Map(Cell, R) has numbers at cells that g permutes. Two functions are equal if they are equal at a
// variable of which nothing else is known.
constexpr std::string_view table = R"(
axiom group-identity-left | a: G | mul(e, a) = a
axiom group-identity-right | a: G | mul(a, e) = a
axiom group-inverse-left | a: G | mul(inv(a), a) = e
axiom group-inverse-right | a: G | mul(a, inv(a)) = e
axiom group-associative | a: G; b: G; c: G | mul(mul(a, b), c) = mul(a, mul(b, c))
axiom group-cancel-left | a: G; b: G | mul(inv(a), mul(a, b)) = b
axiom group-cancel-right | a: G; b: G | mul(a, mul(inv(a), b)) = b
axiom group-inverse-of-identity |  | inv(e) = e
axiom group-inverse-of-inverse | a: G | inv(inv(a)) = a
axiom group-inverse-of-product | a: G; b: G | inv(mul(a, b)) = mul(inv(b), inv(a))
axiom product-action | g: G; h: G; s: Map(G, A) | at(act(g, s), h) = at(s, mul(inv(g), h))
axiom product-projection | s: Map(G, A) | ap(p, s) = at(s, e)
axiom constant | h: G; z: A | at(constant(z), h) = z
axiom lift | F: Any; h: G; x: A | at(ap(lift(F), x), h) = ap(F, act(inv(h), x))
axiom composition | F: Any; H: Any; x: A | ap(comp(F, H), x) = ap(F, ap(H, x))
axiom each | F: Any; h: G; s: Map(G, A) | at(ap(each(F), s), h) = ap(F, at(s, h))
axiom concat | L: Any; h: G; s: Map(G, A) | at(ap(concat(L), s), h) = ap(L, shift(h, s))
axiom shift | h: G; k: G; s: Map(G, A) | at(shift(h, s), k) = at(s, mul(h, k))
axiom label-action | c: K; g: G; h: G | act(g, label(h, c)) = label(mul(g, h), c)
axiom label-score | c: K; h: G; s: Map(G, A) | score(s, label(h, c)) = entry(at(s, h), c)
axiom coset | h: G; n: N | coset(mul(h, in(n))) = coset(h)
axiom section | C: Q | coset(sec(C)) = C
axiom rest-in-kernel | h: G | in(rest_N(h)) = mul(inv(h), sec(coset(h)))
axiom conjugate | h: G; n: N | in(conj(n, h)) = mul(inv(h), mul(in(n), h))
axiom inverse-in-kernel | n: N | in(invert(n)) = inv(in(n))
axiom quotient-action | C: Q; g: G; s: Map(Q, A) | at(act(g, s), C) = at(s, coset(mul(inv(g), sec(C))))
axiom quotient-projection | s: Map(Q, A) | ap(p_N, s) = at(s, coset(e))
axiom quotient-lift | C: Q; F: Any; x: A | at(ap(lift_N(F), x), C) = ap(F, act(inv(sec(C)), x))
axiom inclusion | h: G; s: Map(Q, A) | at(ap(include, s), h) = at(s, coset(h))
axiom descent | C: Q; s: Map(G, A) | at(descend(s), C) = at(s, sec(C))
axiom quotient-each | C: Q; F: Any; s: Map(Q, A) | at(ap(each_N(F), s), C) = ap(F, at(s, C))
axiom quotient-concat | C: Q; L: Any; s: Map(Q, A) | at(ap(concat_N(L), s), C) = ap(L, shift_N(C, s))
axiom quotient-shift | C: Q; D: Q; s: Map(Q, A) | at(shift_N(C, s), D) = at(s, coset(mul(sec(C), sec(D))))
axiom subgroup-product | k: H; l: H | of_H(mul_H(k, l)) = mul(of_H(k), of_H(l))
axiom subgroup-inverse | k: H | of_H(inv_H(k)) = inv(of_H(k))
axiom coset-rest | g: G | of_H(rest(g)) = mul(inv(rep(g)), g)
axiom index-action | f: Map(H, A); k: H; l: H | at(act(of_H(k), f), l) = at(f, mul_H(inv_H(k), l))
axiom every | f: Map(H, A); k: H; l: H | at(every(k, f), l) = act(of_H(k), at(f, l))
axiom all | l: H; z: A | at(all(z), l) = z
axiom turned | F: Any; k: H; x: X | at(turned(F, x), k) = act(of_H(k), ap(F, act(of_H(inv_H(k)), x)))
axiom poses | k: H; x: X | at(poses(x), k) = equal(act(of_H(inv_H(k)), x), chosen(x))
axiom chosen | k: H; x: X | chosen(act(of_H(k), x)) = chosen(x)
axiom average | F: Any; x: X | ap(average(F), x) = mean(all(true), turned(F, x))
axiom posed | F: Any; x: X | ap(posed(F), x) = mean(poses(x), turned(F, x))
axiom mean-reindexed | P: Map(H, Truth); f: Map(H, Y); k: H | mean(act(of_H(k), P), act(of_H(k), f)) = mean(P, f)
axiom mean-moved | P: Map(H, Truth); f: Map(H, Y); k: H | mean(P, every(k, f)) = act(of_H(k), mean(P, f))
axiom mean-of-equals | x: X; y: Y | mean(poses(x), all(y)) = y
axiom coinduce | S: Any; g: G; x: X | at(ap(coinduce(S), x), g) = act(of_H(inv_H(rest(g))), ap(S, act(inv(rep(g)), x)))
axiom signed-action | g: G; i: I; v: Map(I, R) | at(act(g, v), i) = signed(sgn(g, i), at(v, act(inv(g), i)))
axiom sign-product | a: Sign; b: Sign; r: R | signed(a, signed(b, r)) = signed(both(a, b), r)
axiom sign-of-sum | a: Sign; r: R; t: R | signed(a, sum(r, t)) = sum(signed(a, r), signed(a, t))
axiom sign-of-zero | a: Sign | signed(a, zero) = zero
axiom sum-zero | r: R | sum(zero, r) = r
axiom pointwise | F: Any; i: I; v: Map(I, R) | at(ap(pointwise(F), v), i) = ap(F, at(v, i))
axiom flat | i: I; r: R | at(flat(r), i) = r
axiom bias | b: Map(I, R); i: I; v: Map(I, R) | at(plus(v, b), i) = sum(at(v, i), at(b, i))
axiom spread | h: G; s: Map(G, V) | at(spread(s), h) = act(h, at(s, h))
axiom moved-by | f: Map(G, V); g: G; h: G | at(by(g, f), h) = act(g, at(f, h))
axiom head | s: Map(G, V) | ap(head, s) = total(spread(s))
axiom total-reindexed | f: Map(G, A); g: G | total(act(g, f)) = total(f)
axiom total-moved | f: Map(G, V); g: G | total(by(g, f)) = act(g, total(f))
axiom total-of-equals | v: V | total(constant(v)) = v
axiom constant-map | s: B; w: A | ap(to(w), s) = w
axiom pose | g: G; y: Prod(G, K) | pose(act(g, y)) = mul(g, pose(y))
axiom best | c: K; h: G; s: Map(G, A) | best(s, label(h, c)) = equal(score(s, label(h, c)), largest(s))
axiom largest-reindexed | g: G; s: Map(G, A) | largest(act(g, s)) = largest(s)
axiom column | c: K; h: G; s: Map(G, A) | at(column(s, c), h) = entry(at(s, h), c)
axiom marginal | c: K; s: Map(G, A) | marginal(s, c) = total(column(s, c))
axiom conditional | c: K; h: G; s: Map(G, A) | share(s, label(h, c)) = ratio(score(s, label(h, c)), marginal(s, c))
axiom coset-scores | c: K; g: G; k: H; s: Map(G, A) | at(on_coset(s, g, c), k) = entry(at(s, mul(g, of_H(k))), c)
axiom picture-action | f: Map(Cell, R); g: G; y: Cell | at(act(g, f), y) = at(f, act(inv(g), y))
axiom weighted | f: Map(A, R); w: Map(A, R); y: A | at(times(w, f), y) = product(at(w, y), at(f, y))
axiom functional | f: Map(A, R); w: Map(A, R) | ap(dot(w), f) = total(times(w, f))
axiom cells-reindexed | f: Map(Cell, R); g: G | total(act(g, f)) = total(f)
given X-identity | y: X | act(e, y) = y
given X-product | k: G; l: G; y: X | act(k, act(l, y)) = act(mul(k, l), y)
given H-equivariant | k: G; y: X | ap(H, act(k, y)) = act(k, ap(H, y))
given H-projects | y: X | ap(p, ap(H, y)) = ap(F, y)
given W-identity | y: W | act(e, y) = y
given W-product | k: G; l: G; y: W | act(k, act(l, y)) = act(mul(k, l), y)
given L-equivariant | k: G; y: X | ap(L, act(k, y)) = act(k, ap(L, y))
given L-lifts | y: X | ap(q, ap(L, y)) = ap(F, y)
given P-equivariant | k: G; y: W | ap(P, act(k, y)) = act(k, ap(P, y))
given P-projects | y: W | ap(p, ap(P, y)) = ap(q, y)
given N-fixes | n: N; y: X | act(in(n), y) = y
given H-projects-from-quotient | y: X | ap(p_N, ap(H, y)) = ap(F, y)
given same-inclusion |  | ap(include, s) = ap(include, t)
given s-fixed | m: N | act(in(m), s) = s
given same-lift | y: X | ap(lift(F), y) = ap(lift(H), y)
given S-commutes | k: H; y: X | ap(S, act(of_H(k), y)) = act(of_H(k), ap(S, y))
given Y-identity | y: Y | act(e, y) = y
given Y-product | k: H; l: H; y: Y | act(of_H(k), act(of_H(l), y)) = act(of_H(mul_H(k, l)), y)
given k-chosen |  | act(inv(of_H(k)), x) = chosen(x)
given l-chosen |  | act(inv(of_H(l)), x) = chosen(x)
given s-coinduced | h: G; k: H | at(s, mul(h, of_H(k))) = act(of_H(inv_H(k)), at(s, h))
given u-fixes |  | act(of_H(u), chosen(x)) = chosen(x)
given V-identity | y: V | act(e, y) = y
given V-product | k: G; l: G; y: V | act(k, act(l, y)) = act(mul(k, l), y)
given V-still | k: G; y: V | act(k, y) = y
given F-commutes | k: G; y: X | ap(F, act(k, y)) = act(k, ap(F, y))
given R-keeps | y: X | ap(head, ap(lift(F), y)) = ap(F, y)
given I-identity | j: I | act(e, j) = j
given I-product | j: I; k: G; l: G | act(k, act(l, j)) = act(mul(k, l), j)
given signs-start | j: I; r: R | signed(sgn(e, j), r) = r
given signs-compose | j: I; k: G; l: G | both(sgn(k, j), sgn(l, act(inv(k), j))) = sgn(mul(k, l), j)
given no-signs | j: I; k: G; r: R | signed(sgn(k, j), r) = r
given a-odd | b: Sign; r: R | ap(a, signed(b, r)) = signed(b, ap(a, r))
given a-commutes | k: G; y: Map(I, R) | ap(pointwise(a), act(k, y)) = act(k, ap(pointwise(a), y))
given b-fixed |  | act(g, b) = b
given bias-commutes | y: Map(I, R) | plus(act(g, y), b) = act(g, plus(y, b))
given D-commutes | k: G; t: Map(G, Z) | ap(D, act(k, t)) = act(k, ap(D, t))
given E-commutes | k: G; t: Map(G, Z) | ap(E, act(k, t)) = act(k, ap(E, t))
given same-at-s |  | ap(D, s) = ap(E, s)
given u-fixes-s |  | act(u, s) = s
given u-fixes-x |  | act(u, x) = x
given w-fixed | k: G | act(k, w) = w
given H-fixes-w | l: H | act(of_H(l), w) = w
given pick-commutes | k: G; t: Map(G, Z) | ap(pick, act(k, t)) = act(k, ap(pick, t))
given Cell-identity | y: Cell | act(e, y) = y
given Cell-product | k: G; l: G; y: Cell | act(k, act(l, y)) = act(mul(k, l), y)
defined invert | kernel-inverse
defined conj | kernel-normal
defined coset | kernel-identity, kernel-product, kernel-inverse
defined sec | kernel-identity, kernel-product, kernel-inverse
defined rest_N | kernel-identity, kernel-product, kernel-inverse
theorem action
claim product-identity | h: G; s: Map(G, A) |  |  | act(e, s) = s | h
claim product-composition | g: G; h: G; k: G; s: Map(G, A) |  |  | act(g, act(k, s)) = act(mul(g, k), s) | h
claim X-inverse-right | g: G; x: X | X-identity, X-product |  | act(g, act(inv(g), x)) = x |
claim X-inverse-left | g: G; x: X | X-identity, X-product |  | act(inv(g), act(g, x)) = x |
theorem lift-equivariant
claim lift-equivariant | F: Fun(X, Z); g: G; h: G; x: X | X-identity, X-product |  | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) | h
theorem lift-projects
claim lift-projects | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem lift-unique
claim lift-unique | F: Fun(X, Z); H: Fun(X, Map(G, Z)); h: G; x: X | X-identity, X-product, H-equivariant, H-projects |  | ap(H, x) = ap(lift(F), x) | h
claim lift-bijection-there-and-back | H: Fun(X, Map(G, Z)); h: G; x: X | X-identity, X-product, H-equivariant |  | ap(lift(comp(p, H)), x) = ap(H, x) | h
claim lift-bijection-values | F: Fun(X, Z); g: G; x: X | X-identity, X-product | lift-equivariant | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) |
claim lift-bijection-back-and-there | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem equivarification
claim equivarification-action-identity | s: Map(G, Z) |  | product-identity | act(e, s) = s |
claim equivarification-action-composition | g: G; k: G; s: Map(G, Z) |  | product-composition | act(g, act(k, s)) = act(mul(g, k), s) |
claim equivarification-onto | z: Z |  |  | ap(p, constant(z)) = z |
claim equivarification-lifts | F: Fun(X, Z); g: G; x: X | X-identity, X-product | lift-equivariant | ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) |
claim equivarification-commutes | F: Fun(X, Z); x: X | X-identity, X-product |  | ap(comp(p, lift(F)), x) = ap(F, x) |
theorem compose
claim compose | F1: Fun(X, Z); F2: Fun(Z, Y); h: G; x: X | X-identity, X-product |  | ap(lift(comp(F2, F1)), x) = ap(comp(lift(comp(F2, p)), lift(F1)), x) | h
claim compose-copies | F: Fun(A, Y); h: G; s: Map(G, A) |  |  | ap(lift(comp(F, p)), s) = ap(each(F), s) | h
theorem universal
claim universal-equivariant | g: G; h: G; q: Fun(W, Z); w: W | W-identity, W-product |  | ap(lift(q), act(g, w)) = act(g, ap(lift(q), w)) | h
claim universal-projects | q: Fun(W, Z); w: W | W-identity, W-product |  | ap(comp(p, lift(q)), w) = ap(q, w) |
claim universal-carries-lifts | F: Fun(X, Z); L: Fun(X, W); h: G; q: Fun(W, Z); x: X | L-equivariant, L-lifts |  | ap(lift(q), ap(L, x)) = ap(lift(F), x) | h
claim universal-unique | P: Fun(W, Map(G, Z)); h: G; q: Fun(W, Z); w: W | P-equivariant, P-projects |  | ap(P, w) = ap(lift(q), w) | h
theorem kernel
claim kernel-identity | x: X | X-identity, X-product |  | act(e, x) = x |
claim kernel-product | m: N; n: N; x: X | X-identity, X-product, N-fixes |  | act(mul(in(n), in(m)), x) = x |
claim kernel-inverse | n: N; x: X | X-identity, X-product, N-fixes |  | act(inv(in(n)), x) = x |
claim kernel-normal | h: G; n: N; x: X | X-identity, X-product, N-fixes | X-inverse-left | act(mul(inv(h), mul(in(n), h)), x) = x |
claim kernel-lift-well-defined | F: Fun(X, Z); h: G; n: N; x: X | X-identity, X-product, N-fixes | kernel-inverse | ap(F, act(inv(mul(h, in(n))), x)) = ap(F, act(inv(h), x)) |
claim kernel-lift-values | F: Fun(X, Z); h: G; x: X | X-identity, X-product, N-fixes | kernel-lift-well-defined | at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x)) |
claim kernel-action-well-defined | h: G; k: G |  |  | coset(mul(k, sec(coset(h)))) = coset(mul(k, h)) |
claim kernel-quotient-identity | C: Q; s: Map(Q, A) |  |  | act(e, s) = s | C
claim kernel-quotient-composition | C: Q; g: G; k: G; s: Map(Q, A) |  | kernel-action-well-defined | act(g, act(k, s)) = act(mul(g, k), s) | C
claim kernel-lift-equivariant | C: Q; F: Fun(X, Z); g: G; x: X | X-identity, X-product, N-fixes | kernel-lift-values | ap(lift_N(F), act(g, x)) = act(g, ap(lift_N(F), x)) | C
claim kernel-lift-projects | F: Fun(X, Z); x: X | X-identity, X-product, N-fixes | kernel-lift-values | ap(comp(p_N, lift_N(F)), x) = ap(F, x) |
claim kernel-lift-unique | C: Q; F: Fun(X, Z); H: Fun(X, Map(Q, Z)); x: X | X-identity, X-product, H-equivariant, H-projects-from-quotient | kernel-action-well-defined | ap(H, x) = ap(lift_N(F), x) | C
claim kernel-inclusion-injective | C: Q; s: Map(Q, A); t: Map(Q, A) | same-inclusion |  | s = t | C
claim kernel-inclusion-equivariant | g: G; h: G; s: Map(Q, A) |  | kernel-action-well-defined | ap(include, act(g, s)) = act(g, ap(include, s)) | h
claim kernel-inclusion-fixed | h: G; n: N; s: Map(Q, A) |  |  | act(in(n), ap(include, s)) = ap(include, s) | h
claim kernel-descent-well-defined | h: G; n: N; s: Map(G, A) | s-fixed |  | at(s, mul(h, in(n))) = at(s, h) |
claim kernel-inclusion-onto-fixed | h: G; s: Map(G, A) | s-fixed | kernel-descent-well-defined | ap(include, descend(s)) = s | h
theorem concat
claim concat-sees | g: G; h: G; k: G; s: Map(G, A) |  |  | shift(h, act(g, s)) = shift(mul(inv(g), h), s) | k
claim concat-sees-action | h: G; k: G; s: Map(G, A) |  |  | shift(h, s) = act(inv(h), s) | k
claim concat-equivariant | L: Fun(Map(G, A), Y); g: G; h: G; s: Map(G, A) |  | concat-sees | ap(concat(L), act(g, s)) = act(g, ap(concat(L), s)) | h
claim concat-is-lift | L: Fun(Map(G, A), Y); h: G; s: Map(G, A) |  | concat-sees-action | ap(concat(L), s) = ap(lift(L), s) | h
claim copies-equivariant | F: Fun(A, Y); g: G; h: G; s: Map(G, A) |  |  | ap(each(F), act(g, s)) = act(g, ap(each(F), s)) | h
theorem labels
claim labels-identity | c: K; h: G |  |  | act(e, label(h, c)) = label(h, c) |
claim labels-composition | c: K; g: G; h: G; k: G |  |  | act(g, act(k, label(h, c))) = act(mul(g, k), label(h, c)) |
claim labels-extend | c: K; g: G |  |  | act(g, label(e, c)) = label(g, c) |
claim labels-score | F: Fun(X, Z); c: K; g: G; h: G; x: X | X-identity, X-product |  | score(ap(lift(F), act(g, x)), act(g, label(h, c))) = score(ap(lift(F), x), label(h, c)) |
claim labels-loss | F: Fun(X, Z); c: K; g: G; h: G; x: X | X-identity, X-product | lift-equivariant, concat-sees | loss(shift(mul(g, h), ap(lift(F), act(g, x))), c) = loss(shift(h, ap(lift(F), x)), c) |
theorem parameters
claim parameters-shared | F: Family(X, Z); h: G; t: Theta; x: X |  |  | at(ap(lift(par(F, t)), x), h) = ap(par(F, t), act(inv(h), x)) |
claim parameters-needed | F: Fun(X, Z); H: Fun(X, Z); x: X | X-identity, X-product, same-lift | lift-projects | ap(F, x) = ap(H, x) |
theorem signs
claim signs-identity | i: I; v: Map(I, R) | I-identity, I-product, signs-start |  | act(e, v) = v | i
claim signs-composition | g: G; i: I; k: G; v: Map(I, R) | I-identity, I-product, signs-compose |  | act(g, act(k, v)) = act(mul(g, k), v) | i
claim signs-permutations | a: Fun(R, R); g: G; i: I; v: Map(I, R) | no-signs |  | ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v)) | i
claim signs-odd | a: Fun(R, R); g: G; i: I; v: Map(I, R) | a-odd |  | ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v)) | i
claim signs-odd-needed | a: Fun(R, R); g: G; i: I; r: R | a-commutes |  | ap(a, signed(sgn(g, i), r)) = signed(sgn(g, i), ap(a, r)) |
claim signs-bias | b: Map(I, R); g: G; i: I; v: Map(I, R) | b-fixed |  | plus(act(g, v), b) = act(g, plus(v, b)) | i
claim signs-bias-needed | b: Map(I, R); g: G; i: I | bias-commutes |  | act(g, b) = b | i
theorem mean-head
claim mean-head-terms | g: G; h: G; s: Map(G, V) | V-identity, V-product |  | spread(act(g, s)) = act(g, by(g, spread(s))) | h
claim mean-head-equivariant | g: G; s: Map(G, V) | V-identity, V-product | mean-head-terms | ap(head, act(g, s)) = act(g, ap(head, s)) |
claim mean-head-of-lift | F: Fun(X, V); g: G; x: X | X-identity, X-product, V-identity, V-product | lift-equivariant, mean-head-equivariant | ap(head, ap(lift(F), act(g, x))) = act(g, ap(head, ap(lift(F), x))) |
claim mean-head-invariant | g: G; s: Map(G, V) | V-identity, V-product, V-still | mean-head-equivariant | ap(head, act(g, s)) = ap(head, s) |
claim mean-head-terms-equal | F: Fun(X, V); h: G; x: X | X-identity, X-product, V-identity, V-product, F-commutes |  | spread(ap(lift(F), x)) = constant(ap(F, x)) | h
claim mean-head-keeps | F: Fun(X, V); x: X | X-identity, X-product, V-identity, V-product, F-commutes | mean-head-terms-equal | ap(head, ap(lift(F), x)) = ap(F, x) |
claim mean-head-keeps-only | F: Fun(X, V); g: G; x: X | X-identity, X-product, V-identity, V-product, R-keeps | mean-head-of-lift | ap(F, act(g, x)) = act(g, ap(F, x)) |
theorem finite-head
claim finite-head-constants | g: G; h: G; z: Z |  |  | act(g, constant(z)) = constant(z) | h
claim finite-head-needs-a-fixed-point | E: Fun(Map(G, Z), W); g: G; z: Z | E-commutes | finite-head-constants | act(g, ap(E, constant(z))) = ap(E, constant(z)) |
claim finite-head-from-a-fixed-point | g: G; s: Map(G, Z); w: W | w-fixed |  | ap(to(w), act(g, s)) = act(g, ap(to(w), s)) |
claim finite-head-stabilizer | E: Fun(Map(G, Z), W); s: Map(G, Z); u: G | E-commutes, u-fixes-s |  | act(u, ap(E, s)) = ap(E, s) |
claim finite-head-determined | D: Fun(Map(G, Z), W); E: Fun(Map(G, Z), W); g: G; s: Map(G, Z) | D-commutes, E-commutes, same-at-s |  | ap(D, act(g, s)) = ap(E, act(g, s)) |
claim finite-head-well-defined | g: G; k: H; w: W | W-identity, W-product, H-fixes-w |  | act(mul(g, of_H(k)), w) = act(g, w) |
claim finite-head-extends | g: G; k: G; w: W | W-identity, W-product, H-fixes-w |  | act(rep(mul(k, g)), w) = act(k, act(rep(g), w)) |
theorem no-single-answer
claim no-single-answer | pick: Fun(Map(G, Z), Prod(G, K)); s: Map(G, Z); u: G | pick-commutes, u-fixes-s |  | u = e |
claim no-single-answer-at-all | g: G; pick: Fun(Map(G, Z), Prod(G, K)); z: Z | pick-commutes | finite-head-constants | g = e |
claim no-single-answer-ties | c: K; h: G; s: Map(G, Z); u: G | u-fixes-s |  | score(s, act(u, label(h, c))) = score(s, label(h, c)) |
theorem best-answers
claim best-answers-scores | c: K; g: G; h: G; s: Map(G, A) |  |  | score(act(g, s), act(g, label(h, c))) = score(s, label(h, c)) |
claim best-answers-equivariant | c: K; g: G; h: G; s: Map(G, A) |  |  | best(act(g, s), act(g, label(h, c))) = best(s, label(h, c)) |
claim best-answers-of-lift | F: Fun(X, Z); c: K; g: G; h: G; x: X | X-identity, X-product | lift-equivariant | best(ap(lift(F), act(g, x)), act(g, label(h, c))) = best(ap(lift(F), x), label(h, c)) |
claim best-answers-hold-a-coset | F: Fun(X, Z); c: K; h: G; u: G; x: X | X-identity, X-product, u-fixes-x | lift-equivariant | best(ap(lift(F), x), act(u, label(h, c))) = best(ap(lift(F), x), label(h, c)) |
theorem marginals
claim marginals-columns | c: K; g: G; h: G; s: Map(G, A) |  |  | column(act(g, s), c) = act(g, column(s, c)) | h
claim marginals-invariant | c: K; g: G; s: Map(G, A) |  | marginals-columns | marginal(act(g, s), c) = marginal(s, c) |
claim marginals-of-lift | F: Fun(X, Z); c: K; g: G; x: X | X-identity, X-product | lift-equivariant, marginals-invariant | marginal(ap(lift(F), act(g, x)), c) = marginal(ap(lift(F), x), c) |
claim marginals-conditional | c: K; g: G; h: G; s: Map(G, A) |  | marginals-invariant | share(act(g, s), act(g, label(h, c))) = share(s, label(h, c)) |
theorem unknown-pose
claim unknown-pose-loss | F: Fun(X, Z); c: K; g: G; x: X | X-identity, X-product | marginals-of-lift | cost(marginal(ap(lift(F), act(g, x)), c)) = cost(marginal(ap(lift(F), x), c)) |
claim unknown-pose-coset | c: K; g: G; h: G; k: H; s: Map(G, A) |  |  | on_coset(act(g, s), mul(g, h), c) = on_coset(s, h, c) | k
claim unknown-pose-coset-of-lift | F: Fun(X, Z); c: K; g: G; h: G; k: H; x: X | X-identity, X-product | lift-equivariant, unknown-pose-coset | on_coset(ap(lift(F), act(g, x)), mul(g, h), c) = on_coset(ap(lift(F), x), h, c) | k
theorem correlation
claim correlation-terms | f: Map(Cell, R); g: G; w: Map(Cell, R); y: Cell |  |  | act(g, times(w, f)) = times(act(g, w), act(g, f)) | y
claim correlation-back | f: Map(Cell, R); g: G; y: Cell | Cell-identity, Cell-product |  | act(inv(g), act(g, f)) = f | y
claim correlation | f: Map(Cell, R); g: G; w: Map(Cell, R) | Cell-identity, Cell-product | correlation-terms, correlation-back | at(ap(lift(dot(w)), f), g) = total(times(act(g, w), f)) |
claim correlation-terms-of-copies | g: G; h: G; s: Map(G, R); v: Map(G, R) |  |  | act(g, times(v, s)) = times(act(g, v), act(g, s)) | h
claim correlation-of-copies | h: G; s: Map(G, R); v: Map(G, R) |  | product-identity, product-composition, concat-sees-action, correlation-terms-of-copies | at(ap(concat(dot(v)), s), h) = total(times(act(h, v), s)) |
construction quotient
claim quotient-shift-well-defined | h: G; k: G; n: N |  |  | coset(mul(mul(h, in(n)), k)) = coset(mul(h, k)) |
claim quotient-product | h: G; k: G |  | quotient-shift-well-defined | coset(mul(sec(coset(h)), k)) = coset(mul(h, k)) |
claim quotient-shift-values | h: G; k: G; s: Map(Q, A) |  | kernel-action-well-defined, quotient-product | at(shift_N(coset(h), s), coset(k)) = at(s, coset(mul(h, k))) |
claim quotient-sees | C: Q; D: Q; g: G; s: Map(Q, A) |  | kernel-action-well-defined, quotient-product | shift_N(C, act(g, s)) = shift_N(coset(mul(inv(g), sec(C))), s) | D
claim quotient-concat-equivariant | C: Q; L: Fun(Map(Q, A), Y); g: G; s: Map(Q, A) |  | quotient-sees | ap(concat_N(L), act(g, s)) = act(g, ap(concat_N(L), s)) | C
claim quotient-copies-equivariant | C: Q; F: Fun(A, Y); g: G; s: Map(Q, A) |  |  | ap(each_N(F), act(g, s)) = act(g, ap(each_N(F), s)) | C
construction symmetrization
claim Y-inverse-right | k: H; y: Y | Y-identity, Y-product |  | act(of_H(k), act(of_H(inv_H(k)), y)) = y |
claim turned-moves | F: Fun(X, Y); k: H; l: H; x: X | X-identity, X-product, Y-identity, Y-product |  | turned(F, act(of_H(k), x)) = act(of_H(k), every(k, turned(F, x))) | l
claim all-moves | k: H; l: H; z: A |  |  | act(of_H(k), all(z)) = all(z) | l
claim poses-move | k: H; l: H; x: X | X-identity, X-product |  | poses(act(of_H(k), x)) = act(of_H(k), poses(x)) | l
claim poses-hold-a-coset | k: H; u: H; x: X | X-identity, X-product, k-chosen, u-fixes |  | act(of_H(inv_H(mul_H(k, u))), x) = chosen(x) |
claim poses-are-one-coset | k: H; l: H; x: X | X-identity, X-product, k-chosen, l-chosen |  | act(mul(inv(of_H(k)), of_H(l)), chosen(x)) = chosen(x) |
claim posed-needs-one-copy | F: Fun(X, Y); k: H; x: X | k-chosen |  | at(turned(F, x), k) = act(of_H(k), ap(F, chosen(x))) |
claim averaged-equivariant | F: Fun(X, Y); k: H; x: X | X-identity, X-product, Y-identity, Y-product | turned-moves, all-moves | ap(average(F), act(of_H(k), x)) = act(of_H(k), ap(average(F), x)) |
claim posed-equivariant | F: Fun(X, Y); k: H; x: X | X-identity, X-product, Y-identity, Y-product | turned-moves, poses-move | ap(posed(F), act(of_H(k), x)) = act(of_H(k), ap(posed(F), x)) |
construction coinduction
claim coinduction-values | S: Fun(X, Y); g: G; k: H; x: X | X-identity, X-product, Y-identity, Y-product, S-commutes |  | at(ap(lift(S), x), mul(g, of_H(k))) = act(of_H(inv_H(k)), at(ap(lift(S), x), g)) |
claim coinduction-closed | g: G; h: G; k: H; s: Map(G, Y) | s-coinduced |  | at(act(g, s), mul(h, of_H(k))) = act(of_H(inv_H(k)), at(act(g, s), h)) |
claim coinduction-rebuilt | g: G; s: Map(G, Y) | s-coinduced |  | at(s, g) = act(of_H(inv_H(rest(g))), at(s, rep(g))) |
claim coinduction-is-lift | S: Fun(X, Y); h: G; x: X | X-identity, X-product, Y-identity, Y-product, S-commutes |  | ap(coinduce(S), x) = ap(lift(S), x) | h
claim coinduction-equivariant | S: Fun(X, Y); g: G; x: X | X-identity, X-product, Y-identity, Y-product, S-commutes | lift-equivariant, coinduction-is-lift | ap(coinduce(S), act(g, x)) = act(g, ap(coinduce(S), x)) |
claim coinduction-projects | S: Fun(X, Y); x: X | X-identity, X-product, Y-identity, Y-product, S-commutes | coinduction-is-lift | ap(comp(p, coinduce(S)), x) = ap(S, x) |
claim averaged-is-lift | F: Fun(X, Y); h: G; x: X | X-identity, X-product, Y-identity, Y-product | averaged-equivariant | ap(coinduce(average(F)), x) = ap(lift(average(F)), x) | h
claim posed-is-lift | F: Fun(X, Y); h: G; x: X | X-identity, X-product, Y-identity, Y-product | posed-equivariant | ap(coinduce(posed(F)), x) = ap(lift(posed(F)), x) | h
)";

} // namespace

std::string_view theory_table() {
  return table;
}

} // namespace equivarify::audit
