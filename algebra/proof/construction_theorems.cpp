#include "equivarify/algebra/proof/claim_text.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

// A table, one entry a claim: what the constructions beside the G-product rest on.
namespace equivarify::algebra::proof {
namespace {

std::vector<std::string> const on_x_and_y = x_set_and({"Y-identity", "Y-product"});

std::vector<std::string> on_x_and_y_and(std::vector<std::string> const& more) {
  std::vector<std::string> names = on_x_and_y;
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

std::vector<ClaimText> quotient() {
  return {
      {.name = "quotient-shift-well-defined",
       .says = "h k N depends on the cosets h N and k N alone, for N is normal",
       .variables = "n: N; h: G; k: G",
       .equation = "coset(mul(mul(h, in(n)), k)) = coset(mul(h, k))",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "coset",
                               .given = {{"n", parse_term("conj(n, k)")}}}}}},
      {.name = "quotient-product",
       .says = "so it may be found from the element chosen of h N",
       .variables = "h: G; k: G",
       .cites = {"quotient-shift-well-defined"},
       .equation = "coset(mul(sec(coset(h)), k)) = coset(mul(h, k))",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "quotient-shift-well-defined",
                               .given = {{"n", parse_term("rest_N(h)")}}}}}},
      {.name = "quotient-shift-values",
       .says = "the copies of s as seen from h N are s(h k N), whichever elements are chosen",
       .variables = "h: G; k: G; s: Map(Q, A)",
       .cites = {"kernel-action-well-defined", "quotient-product"},
       .equation = "at(shift_N(coset(h), s), coset(k)) = at(s, coset(mul(h, k)))"},
      {.name = "quotient-sees",
       .says = "the copies of g s as seen from a coset C are those of s as seen from g^-1 C",
       .variables = "g: G; C: Q; D: Q; s: Map(Q, A)",
       .cites = {"kernel-action-well-defined", "quotient-product"},
       .equation = "shift_N(C, act(g, s)) = shift_N(coset(mul(inv(g), sec(C))), s)",
       .compared_at = "D"},
      {.name = "quotient-concat-equivariant",
       .says = "a layer L on the concatenated copies of Z^{xG/N}, lifted again, is equivariant",
       .variables = "L: Fun(Map(Q, A), Y); g: G; s: Map(Q, A); C: Q",
       .cites = {"quotient-sees"},
       .equation = "ap(concat_N(L), act(g, s)) = act(g, ap(concat_N(L), s))",
       .compared_at = "C"},
      {.name = "quotient-copies-equivariant",
       .says = "a layer F on each copy of Z^{xG/N} is equivariant",
       .variables = "F: Fun(A, Y); g: G; s: Map(Q, A); C: Q",
       .equation = "ap(each_N(F), act(g, s)) = act(g, ap(each_N(F), s))",
       .compared_at = "C"},
  };
}

std::vector<ClaimText> terms_of_means() {
  return {
      {.name = "Y-inverse-right",
       .says = "k (k^-1 y) = y, for k in H",
       .variables = "k: H; y: Y",
       .hypotheses = {"Y-identity", "Y-product"},
       .equation = "act(of_H(k), act(of_H(inv_H(k)), y)) = y",
       .strategy = {.ideas = {{.equation = "Y-product", .direction = Direction::forward}}}},
      {.name = "turned-moves",
       .says = "the terms l F(l^-1 k x) are k times those of x, in another order: l -> k l is a "
               "bijection of H",
       .variables = "F: Fun(X, Y); k: H; x: X; l: H",
       .hypotheses = on_x_and_y,
       .equation = "turned(F, act(of_H(k), x)) = act(of_H(k), every(k, turned(F, x)))",
       .compared_at = "l",
       .strategy =
           {.ideas =
                {{.side = Side::right, .equation = "index-action", .direction = Direction::forward},
                 {.side = Side::right, .equation = "every", .direction = Direction::forward},
                 {.side = Side::right,
                  .equation = "turned",
                  .direction = Direction::forward,
                  .position = {1}},
                 {.side = Side::right, .equation = "Y-product", .direction = Direction::forward}}}},
      {.name = "all-moves",
       .says = "a function that is z everywhere is so in another order",
       .variables = "k: H; z: A; l: H",
       .equation = "act(of_H(k), all(z)) = all(z)",
       .compared_at = "l"},
      {.name = "poses-move",
       .says = "the poses of k x are k times those of x",
       .variables = "k: H; x: X; l: H",
       .hypotheses = x_set_and(),
       .equation = "poses(act(of_H(k), x)) = act(of_H(k), poses(x))",
       .compared_at = "l"},
  };
}

std::vector<ClaimText> poses() {
  return {
      {.name = "poses-hold-a-coset",
       .says = "if k is a pose and u fixes the chosen point, then k u is a pose",
       .variables = "k: H; u: H; x: X",
       .hypotheses = x_set_and({"k-chosen", "u-fixes"}),
       .equation = "act(of_H(inv_H(mul_H(k, u))), x) = chosen(x)",
       .strategy =
           {.unused = {"u-fixes"},
            .ideas =
                {{.equation = "subgroup-inverse", .direction = Direction::forward, .position = {0}},
                 {.equation = "subgroup-product",
                  .direction = Direction::forward,
                  .position = {0, 0}},
                 {.equation = "group-inverse-of-product",
                  .direction = Direction::forward,
                  .position = {0}},
                 {.equation = "X-product"},
                 {.equation = "k-chosen", .direction = Direction::forward, .position = {1}},
                 {.equation = "u-fixes", .position = {1}}}}},
      {.name = "poses-are-one-coset",
       .says = "if k and l are poses, then k^-1 l fixes the chosen point: the poses are one left "
               "coset of its stabilizer",
       .variables = "k: H; l: H; x: X",
       .hypotheses = x_set_and({"k-chosen", "l-chosen"}),
       .equation = "act(mul(inv(of_H(k)), of_H(l)), chosen(x)) = chosen(x)",
       .strategy = {.unused = {"l-chosen"}, .ideas = {{.equation = "l-chosen", .position = {1}}}}},
      {.name = "posed-needs-one-copy",
       .says = "at each pose k the term is k F(c) for the one chosen point c",
       .variables = "F: Fun(X, Y); k: H; x: X",
       .hypotheses = {"k-chosen"},
       .equation = "at(turned(F, x), k) = act(of_H(k), ap(F, chosen(x)))"},
  };
}

std::vector<ClaimText> symmetrized() {
  return {
      {.name = "averaged-equivariant",
       .says = "R(x), the mean of k F(k^-1 x) over H, has R(k x) = k R(x), for every F",
       .variables = "F: Fun(X, Y); k: H; x: X",
       .hypotheses = on_x_and_y,
       .cites = {"turned-moves", "all-moves"},
       .equation = "ap(average(F), act(of_H(k), x)) = act(of_H(k), ap(average(F), x))",
       .strategy = {.unused = {"all-moves"},
                    .ideas = {{.equation = "average", .direction = Direction::forward},
                              {.equation = "all-moves",
                               .position = {0},
                               .given = {{"k", parse_term("k")}}}}}},
      {.name = "posed-equivariant",
       .says = "C(x), the mean of k F(k^-1 x) over the poses k of x, has C(k x) = k C(x), for "
               "every F",
       .variables = "F: Fun(X, Y); k: H; x: X",
       .hypotheses = on_x_and_y,
       .cites = {"turned-moves", "poses-move"},
       .equation = "ap(posed(F), act(of_H(k), x)) = act(of_H(k), ap(posed(F), x))"},
  };
}

std::vector<ClaimText> symmetrization() {
  std::vector<ClaimText> claims = terms_of_means();
  for (auto const& part : {poses(), symmetrized()}) {
    claims.insert(claims.end(), part.begin(), part.end());
  }
  return claims;
}

std::vector<ClaimText> coinduced_functions() {
  return {
      {.name = "coinduction-values",
       .says = "the lift of an H-equivariant S is in Map_H(G, Y): s(g k) = k^-1 s(g)",
       .variables = "S: Fun(X, Y); g: G; k: H; x: X",
       .hypotheses = on_x_and_y_and({"S-commutes"}),
       .equation = "at(ap(lift(S), x), mul(g, of_H(k))) = "
                   "act(of_H(inv_H(k)), at(ap(lift(S), x), g))",
       .strategy = {.unused = {"S-commutes"},
                    .ideas = {{.side = Side::right,
                               .equation = "lift",
                               .direction = Direction::forward,
                               .position = {1}},
                              {.side = Side::right, .equation = "S-commutes"}}}},
      {.name = "coinduction-closed",
       .says = "G moves Map_H(G, Y) into itself",
       .variables = "g: G; h: G; k: H; s: Map(G, Y)",
       .hypotheses = {"s-coinduced"},
       .equation = "at(act(g, s), mul(h, of_H(k))) = act(of_H(inv_H(k)), at(act(g, s), h))",
       .strategy = {.ideas = {{.equation = "product-action", .direction = Direction::forward},
                              {.equation = "group-associative", .position = {1}},
                              {.equation = "s-coinduced", .direction = Direction::forward}}}},
      {.name = "coinduction-rebuilt",
       .says =
           "a point of Map_H(G, Y) follows from its values at the representatives, [G:H] copies",
       .variables = "g: G; s: Map(G, Y)",
       .hypotheses = {"s-coinduced"},
       .equation = "at(s, g) = act(of_H(inv_H(rest(g))), at(s, rep(g)))",
       .strategy = {.ideas = {{.side = Side::right, .equation = "s-coinduced"}}}},
  };
}

/// That \p map, coinduced, is its lift; \p text says by what.
ClaimText is_lift(std::string name, std::string says, std::string const& map, ClaimText text) {
  text.name = std::move(name);
  text.says = std::move(says);
  text.equation = fmt::format("ap(coinduce({0}), x) = ap(lift({0}), x)", map);
  return text;
}

/// By the equation \p commutes, whose left side the copy at g is brought to first.
ClaimText by(std::string const& commutes) {
  bool const is_hypothesis = commutes == "S-commutes";
  return {.name = {},
          .says = {},
          .variables = is_hypothesis ? "S: Fun(X, Y); x: X; h: G" : "F: Fun(X, Y); x: X; h: G",
          .hypotheses = is_hypothesis ? on_x_and_y_and({commutes}) : on_x_and_y,
          .cites = is_hypothesis ? std::vector<std::string>{} : std::vector{commutes},
          .equation = {},
          .compared_at = "h",
          .strategy = {.unused = {commutes},
                       .ideas = {{.equation = "coinduce", .direction = Direction::forward},
                                 {.equation = commutes}}}};
}

std::vector<ClaimText> coinduced_maps() {
  return {
      is_lift("coinduction-is-lift",
              "an H-equivariant S, coinduced from [G:H] copies, is the whole lift of S",
              "S",
              by("S-commutes")),
      {.name = "coinduction-equivariant",
       .says = "so it is equivariant",
       .variables = "S: Fun(X, Y); g: G; x: X",
       .hypotheses = on_x_and_y_and({"S-commutes"}),
       .cites = {"lift-equivariant", "coinduction-is-lift"},
       .equation = "ap(coinduce(S), act(g, x)) = act(g, ap(coinduce(S), x))"},
      {.name = "coinduction-projects",
       .says = "and its projection is S",
       .variables = "S: Fun(X, Y); x: X",
       .hypotheses = on_x_and_y_and({"S-commutes"}),
       .cites = {"coinduction-is-lift"},
       .equation = "ap(comp(p, coinduce(S)), x) = ap(S, x)"},
      is_lift("averaged-is-lift",
              "the mean over H of any F, coinduced, is its lift",
              "average(F)",
              by("averaged-equivariant")),
      is_lift("posed-is-lift",
              "the mean over the poses of any F, coinduced, is its lift",
              "posed(F)",
              by("posed-equivariant")),
  };
}

std::vector<ClaimText> coinduction() {
  std::vector<ClaimText> claims = coinduced_functions();
  std::vector<ClaimText> const maps = coinduced_maps();
  claims.insert(claims.end(), maps.begin(), maps.end());
  return claims;
}

} // namespace

std::vector<Theorem> const& construction_theorems() {
  static std::vector<Theorem> const theorems{
      to_theorem("quotient", quotient()),
      to_theorem("symmetrization", symmetrization()),
      to_theorem("coinduction", coinduction()),
  };
  return theorems;
}

} // namespace equivarify::algebra::proof
