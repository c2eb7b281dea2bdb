#include "equivarify/algebra/proof/equation.hpp"

namespace equivarify::algebra::proof {
namespace {

std::vector<Equation> make_axioms() {
  char const* const group = "law of groups";
  return {
      parse_equation("group-identity-left", group, "a: G", "mul(e, a) = a"),
      parse_equation("group-identity-right", group, "a: G", "mul(a, e) = a"),
      parse_equation("group-inverse-left", group, "a: G", "mul(inv(a), a) = e"),
      parse_equation("group-inverse-right", group, "a: G", "mul(a, inv(a)) = e"),
      parse_equation(
          "group-associative", group, "a: G; b: G; c: G", "mul(mul(a, b), c) = mul(a, mul(b, c))"),
      parse_equation("group-cancel-left", group, "a: G; b: G", "mul(inv(a), mul(a, b)) = b"),
      parse_equation("group-cancel-right", group, "a: G; b: G", "mul(a, mul(inv(a), b)) = b"),
      parse_equation("group-inverse-of-identity", group, "", "inv(e) = e"),
      parse_equation("group-inverse-of-inverse", group, "a: G", "inv(inv(a)) = a"),
      parse_equation(
          "group-inverse-of-product", group, "a: G; b: G", "inv(mul(a, b)) = mul(inv(b), inv(a))"),
      parse_equation("product-action",
                     "3.0.1: the action on Z^{xG}",
                     "g: G; h: G; s: Map(G, A)",
                     "at(act(g, s), h) = at(s, mul(inv(g), h))"),
      parse_equation("product-projection",
                     "3.0.1: the projection of Z^{xG}",
                     "s: Map(G, A)",
                     "ap(p, s) = at(s, e)"),
      parse_equation(
          "constant", "the function that is z everywhere", "h: G; z: A", "at(constant(z), h) = z"),
      parse_equation("lift",
                     "3.0.4: the lift; of a projection q, the universal map of A.0.1",
                     "F: Any; h: G; x: A",
                     "at(ap(lift(F), x), h) = ap(F, act(inv(h), x))"),
      parse_equation("composition",
                     "composition of maps",
                     "F: Any; H: Any; x: A",
                     "ap(comp(F, H), x) = ap(F, ap(H, x))"),
      parse_equation("each",
                     "section 4: a map on each copy",
                     "F: Any; h: G; s: Map(G, A)",
                     "at(ap(each(F), s), h) = ap(F, at(s, h))"),
      parse_equation("concat",
                     "example 4.0.1: a map on the concatenated copies as seen from h",
                     "L: Any; h: G; s: Map(G, A)",
                     "at(ap(concat(L), s), h) = ap(L, shift(h, s))"),
      parse_equation("shift",
                     "example 4.0.1: the copies as seen from h are s(h g0), s(h g1), ...",
                     "h: G; k: G; s: Map(G, A)",
                     "at(shift(h, s), k) = at(s, mul(h, k))"),
      parse_equation("label-action",
                     "section 5: the action on labels",
                     "c: K; g: G; h: G",
                     "act(g, label(h, c)) = label(mul(g, h), c)"),
      parse_equation("label-score",
                     "section 5: the number that s has for a label",
                     "c: K; h: G; s: Map(G, A)",
                     "score(s, label(h, c)) = entry(at(s, h), c)"),
      parse_equation("coset",
                     "appendix: h N = h n N for n in N",
                     "h: G; n: N",
                     "coset(mul(h, in(n))) = coset(h)"),
      parse_equation("conjugate",
                     "appendix: h^-1 n h is in N, by kernel-normal",
                     "h: G; n: N",
                     "in(conj(n, h)) = mul(inv(h), mul(in(n), h))"),
      parse_equation("inverse-in-kernel",
                     "appendix: n^-1 is in N, by kernel-inverse",
                     "n: N",
                     "in(invert(n)) = inv(in(n))"),
      parse_equation("quotient-action",
                     "appendix: the action on Z^{xG/N}",
                     "g: G; h: G; s: Map(Q, A)",
                     "at(act(g, s), coset(h)) = at(s, coset(mul(inv(g), h)))"),
      parse_equation("quotient-projection",
                     "appendix: the projection of Z^{xG/N}",
                     "s: Map(Q, A)",
                     "ap(p_N, s) = at(s, coset(e))"),
      parse_equation("quotient-lift",
                     "appendix: the lift to Z^{xG/N}, one by kernel-lift-well-defined",
                     "F: Any; h: G; x: A",
                     "at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))"),
      parse_equation("inclusion",
                     "appendix: the inclusion of Z^{xG/N} in Z^{xG}",
                     "h: G; s: Map(Q, A)",
                     "at(ap(include, s), h) = at(s, coset(h))"),
      parse_equation(
          "descent",
          "appendix: the function of cosets that s is, one by kernel-descent-well-defined",
          "h: G; s: Map(G, A)",
          "at(descend(s), coset(h)) = at(s, h)"),
      parse_equation("quotient-each",
                     "a map on each copy of Z^{xG/N}",
                     "F: Any; h: G; s: Map(Q, A)",
                     "at(ap(each_N(F), s), coset(h)) = ap(F, at(s, coset(h)))"),
      parse_equation("quotient-concat",
                     "a map on the concatenated copies of Z^{xG/N} as seen from h N",
                     "L: Any; h: G; s: Map(Q, A)",
                     "at(ap(concat_N(L), s), coset(h)) = ap(L, shift_N(coset(h), s))"),
      parse_equation("quotient-shift",
                     "the copies as seen from h N, some by quotient-shift-well-defined",
                     "h: G; k: G; s: Map(Q, A)",
                     "at(shift_N(coset(h), s), coset(k)) = at(s, coset(mul(h, k)))"),
  };
}

/// The definitions of means over a subgroup H and of coinduction from it.
std::vector<Equation> subgroup_axioms() {
  return {
      parse_equation("subgroup-product",
                     "H is a subgroup",
                     "k: H; l: H",
                     "of_H(mul_H(k, l)) = mul(of_H(k), of_H(l))"),
      parse_equation(
          "subgroup-inverse", "H is a subgroup", "k: H", "of_H(inv_H(k)) = inv(of_H(k))"),
      parse_equation("coset-rest",
                     "g = t h for the representative t of g H and an h in H",
                     "g: G",
                     "of_H(rest(g)) = mul(inv(rep(g)), g)"),
      parse_equation("index-action",
                     "H permutes the places of a function on H",
                     "f: Map(H, A); k: H; l: H",
                     "at(act(of_H(k), f), l) = at(f, mul_H(inv_H(k), l))"),
      parse_equation("every",
                     "k acts on each value",
                     "f: Map(H, A); k: H; l: H",
                     "at(every(k, f), l) = act(of_H(k), at(f, l))"),
      parse_equation("all", "the function that is z everywhere", "l: H; z: A", "at(all(z), l) = z"),
      parse_equation("turned",
                     "the terms of a mean: k F(k^-1 x)",
                     "F: Any; k: H; x: X",
                     "at(turned(F, x), k) = act(of_H(k), ap(F, act(of_H(inv_H(k)), x)))"),
      parse_equation("poses",
                     "the k for which k^-1 x is the one chosen of its orbit",
                     "k: H; x: X",
                     "at(poses(x), k) = equal(act(of_H(inv_H(k)), x), chosen(x))"),
      parse_equation("chosen",
                     "the choice depends on the orbit alone",
                     "k: H; x: X",
                     "chosen(act(of_H(k), x)) = chosen(x)"),
      parse_equation("average",
                     "the Reynolds operator",
                     "F: Any; x: X",
                     "ap(average(F), x) = mean(all(true), turned(F, x))"),
      parse_equation("posed",
                     "canonicalization, with ties broken by a mean over them",
                     "F: Any; x: X",
                     "ap(posed(F), x) = mean(poses(x), turned(F, x))"),
      parse_equation("mean-reindexed",
                     "a mean does not depend on the order of its terms: numbers commute, and the "
                     "sum in the order of size is the same to the bit",
                     "P: Map(H, Truth); f: Map(H, Y); k: H",
                     "mean(act(of_H(k), P), act(of_H(k), f)) = mean(P, f)"),
      parse_equation("mean-moved",
                     "means are taken entry by entry, and H permutes the entries",
                     "P: Map(H, Truth); f: Map(H, Y); k: H",
                     "mean(P, every(k, f)) = act(of_H(k), mean(P, f))"),
      parse_equation("mean-of-equals",
                     "the mean of numbers that are all y, in exact arithmetic; there is a pose",
                     "x: X; y: Y",
                     "mean(poses(x), all(y)) = y"),
      parse_equation(
          "coinduce",
          "the copy at g = t h is h^-1 S(t^-1 x): one copy of S for each coset",
          "S: Any; g: G; x: X",
          "at(ap(coinduce(S), x), g) = act(of_H(inv_H(rest(g))), ap(S, act(inv(rep(g)), x)))"),
  };
}

std::vector<Equation> all_axioms() {
  std::vector<Equation> table = make_axioms();
  std::vector<Equation> const more = subgroup_axioms();
  table.insert(table.end(), more.begin(), more.end());
  return table;
}

} // namespace

std::vector<Equation> const& axioms() {
  static std::vector<Equation> const table = all_axioms();
  return table;
}

} // namespace equivarify::algebra::proof
