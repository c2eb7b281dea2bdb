#include "equivarify/algebra/proof/claim.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/claim_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

bool mentions(Term const& term, Context const& names) {
  return (term.arguments.empty() && names.contains(term.symbol)) ||
         std::any_of(term.arguments.begin(), term.arguments.end(), [&](Term const& argument) {
           return mentions(argument, names);
         });
}

/// The variables of \p claim that are not those of \p hypothesis.
Context rigid(Claim const& claim, Equation const& hypothesis) {
  Context result = claim.variables;
  for (auto const& [name, sort] : hypothesis.variables) {
    result.erase(name);
  }
  return result;
}

/// Whether the values of maps to \p set have laws: H acts on Y, G on V and W, and R has signs. The
/// other sets of values are any sets.
bool has_laws(Term const& set) {
  return set.symbol == "Y" || set.symbol == "V" || set.symbol == "W" || set.symbol == "R";
}

std::vector<Equation> make_hypotheses() {
  char const* const gset = "2.0.1: a G-set";
  char const* const given = "given";
  char const* const hset = "the subgroup H acts on the values of F";
  char const* const kernel = "appendix: the definition of N";
  return {
      parse_equation("X-identity", gset, "y: X", "act(e, y) = y"),
      parse_equation(
          "X-product", gset, "k: G; l: G; y: X", "act(k, act(l, y)) = act(mul(k, l), y)"),
      parse_equation("W-identity", gset, "y: W", "act(e, y) = y"),
      parse_equation(
          "W-product", gset, "k: G; l: G; y: W", "act(k, act(l, y)) = act(mul(k, l), y)"),
      parse_equation("H-equivariant", given, "k: G; y: X", "ap(H, act(k, y)) = act(k, ap(H, y))"),
      parse_equation("H-projects", given, "y: X", "ap(p, ap(H, y)) = ap(F, y)"),
      parse_equation("H-projects-from-quotient", given, "y: X", "ap(p_N, ap(H, y)) = ap(F, y)"),
      parse_equation("L-equivariant", given, "k: G; y: X", "ap(L, act(k, y)) = act(k, ap(L, y))"),
      parse_equation("L-lifts", given, "y: X", "ap(q, ap(L, y)) = ap(F, y)"),
      parse_equation("P-equivariant", given, "k: G; y: W", "ap(P, act(k, y)) = act(k, ap(P, y))"),
      parse_equation("P-projects", given, "y: W", "ap(p, ap(P, y)) = ap(q, y)"),
      parse_equation("N-fixes", kernel, "n: N; y: X", "act(in(n), y) = y"),
      parse_equation("same-inclusion", given, "", "ap(include, s) = ap(include, t)"),
      parse_equation("s-fixed", given, "m: N", "act(in(m), s) = s"),
      parse_equation("same-lift", given, "y: X", "ap(lift(F), y) = ap(lift(H), y)"),
      parse_equation("Y-identity", hset, "y: Y", "act(e, y) = y"),
      parse_equation("Y-product",
                     hset,
                     "k: H; l: H; y: Y",
                     "act(of_H(k), act(of_H(l), y)) = act(of_H(mul_H(k, l)), y)"),
      parse_equation(
          "S-commutes", given, "k: H; y: X", "ap(S, act(of_H(k), y)) = act(of_H(k), ap(S, y))"),
      parse_equation("s-coinduced",
                     "the definition of Map_H(G, Y)",
                     "h: G; k: H",
                     "at(s, mul(h, of_H(k))) = act(of_H(inv_H(k)), at(s, h))"),
      parse_equation("k-chosen", given, "", "act(inv(of_H(k)), x) = chosen(x)"),
      parse_equation("l-chosen", given, "", "act(inv(of_H(l)), x) = chosen(x)"),
      parse_equation("u-fixes", given, "", "act(of_H(u), chosen(x)) = chosen(x)"),
  };
}

} // namespace

Term Claim::start(Side side) const {
  Term const& whole = side == Side::left ? left : right;
  return compared_at ? Term{"at", {whole, *compared_at}} : whole;
}

Context fixed_names(Claim const& claim) {
  Context result;
  for (Equation const& hypothesis : claim.hypotheses) {
    for (auto const& entry : rigid(claim, hypothesis)) {
      Context const name{entry};
      if (mentions(hypothesis.left, name) || mentions(hypothesis.right, name)) {
        result.insert(entry);
      }
    }
  }
  return result;
}

Equation to_equation(Claim const& claim) {
  Context variables = claim.variables;
  for (auto const& [name, sort] : fixed_names(claim)) {
    variables.erase(name);
  }
  for (auto& [name, sort] : variables) {
    bool const is_map = sort.symbol == "Fun" || sort.symbol == "Family";
    sort = is_map && !has_laws(sort.arguments[1]) ? Term{"Any", {}} : sort;
  }
  return {.name = claim.name,
          .source = "proved above",
          .variables = variables,
          .left = claim.left,
          .right = claim.right};
}

std::vector<std::string> x_set_and(std::vector<std::string> const& more) {
  std::vector<std::string> names{"X-identity", "X-product"};
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

Theorem to_theorem(std::string id, std::vector<ClaimText> const& texts) {
  Theorem result{.id = std::move(id), .claims = {}};
  for (ClaimText const& text : texts) {
    result.claims.push_back(to_claim(text));
  }
  return result;
}

Equation hypothesis(std::string const& name) {
  static std::vector<Equation> const table = [] {
    std::vector<Equation> all = make_hypotheses();
    std::vector<Equation> const of_heads = head_hypotheses();
    all.insert(all.end(), of_heads.begin(), of_heads.end());
    return all;
  }();
  auto const found = std::find_if(
      table.begin(), table.end(), [&](Equation const& equation) { return equation.name == name; });
  if (found == table.end()) {
    throw AlgebraError(fmt::format("no hypothesis is called \"{}\"", name));
  }
  return *found;
}

Claim to_claim(ClaimText const& text) {
  Equation const equation = parse_equation(text.name, "", text.variables, text.equation);
  Claim claim{.name = text.name,
              .says = text.says,
              .variables = equation.variables,
              .hypotheses = {},
              .cites = text.cites,
              .left = equation.left,
              .right = equation.right,
              .compared_at = std::nullopt,
              .strategy = text.strategy};
  for (std::string const& name : text.hypotheses) {
    claim.hypotheses.push_back(hypothesis(name));
  }
  if (!text.compared_at.empty()) {
    claim.compared_at = parse_term(text.compared_at);
  }
  return claim;
}

} // namespace equivarify::algebra::proof
