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
  };
}

} // namespace

std::vector<Equation> const& axioms() {
  static std::vector<Equation> const table = make_axioms();
  return table;
}

} // namespace equivarify::algebra::proof
