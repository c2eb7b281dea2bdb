#include "equivarify/algebra/proof/claim_text.hpp"

// A table, one entry a hypothesis: what the theorems of heads suppose.
namespace equivarify::algebra::proof {
namespace {

constexpr char const* given = "given";

std::vector<Equation> of_outputs() {
  char const* const linear = "heads: a representation of G";
  char const* const signs = "heads: the signs of a signed permutation";
  return {
      parse_equation("V-identity", linear, "y: V", "act(e, y) = y"),
      parse_equation(
          "V-product", linear, "k: G; l: G; y: V", "act(k, act(l, y)) = act(mul(k, l), y)"),
      parse_equation("V-still", "G moves no output", "k: G; y: V", "act(k, y) = y"),
      parse_equation("F-commutes", given, "k: G; y: X", "ap(F, act(k, y)) = act(k, ap(F, y))"),
      parse_equation("R-keeps", given, "y: X", "ap(head, ap(lift(F), y)) = ap(F, y)"),
      parse_equation("I-identity", "G permutes components", "j: I", "act(e, j) = j"),
      parse_equation("I-product",
                     "G permutes components",
                     "k: G; l: G; j: I",
                     "act(k, act(l, j)) = act(mul(k, l), j)"),
      parse_equation("signs-start", signs, "j: I; r: R", "signed(sgn(e, j), r) = r"),
      parse_equation("signs-compose",
                     signs,
                     "k: G; l: G; j: I",
                     "both(sgn(k, j), sgn(l, act(inv(k), j))) = sgn(mul(k, l), j)"),
      parse_equation("no-signs", given, "k: G; j: I; r: R", "signed(sgn(k, j), r) = r"),
      parse_equation("a-odd", given, "b: Sign; r: R", "ap(a, signed(b, r)) = signed(b, ap(a, r))"),
      parse_equation("a-commutes",
                     given,
                     "k: G; y: Map(I, R)",
                     "ap(pointwise(a), act(k, y)) = act(k, ap(pointwise(a), y))"),
      parse_equation("b-fixed", given, "", "act(g, b) = b"),
      parse_equation(
          "bias-commutes", given, "y: Map(I, R)", "plus(act(g, y), b) = act(g, plus(y, b))"),
  };
}

std::vector<Equation> of_answers() {
  char const* const pictures = "G permutes cells";
  return {
      parse_equation(
          "D-commutes", given, "k: G; t: Map(G, Z)", "ap(D, act(k, t)) = act(k, ap(D, t))"),
      parse_equation(
          "E-commutes", given, "k: G; t: Map(G, Z)", "ap(E, act(k, t)) = act(k, ap(E, t))"),
      parse_equation("same-at-s", given, "", "ap(D, s) = ap(E, s)"),
      parse_equation("u-fixes-s", given, "", "act(u, s) = s"),
      parse_equation("u-fixes-x", given, "", "act(u, x) = x"),
      parse_equation("w-fixed", given, "k: G", "act(k, w) = w"),
      parse_equation("H-fixes-w", given, "l: H", "act(of_H(l), w) = w"),
      parse_equation("pick-commutes",
                     given,
                     "k: G; t: Map(G, Z)",
                     "ap(pick, act(k, t)) = act(k, ap(pick, t))"),
      parse_equation("Cell-identity", pictures, "y: Cell", "act(e, y) = y"),
      parse_equation(
          "Cell-product", pictures, "k: G; l: G; y: Cell", "act(k, act(l, y)) = act(mul(k, l), y)"),
  };
}

} // namespace

std::vector<Equation> head_hypotheses() {
  std::vector<Equation> result = of_outputs();
  auto const more = of_answers();
  result.insert(result.end(), more.begin(), more.end());
  return result;
}

} // namespace equivarify::algebra::proof
