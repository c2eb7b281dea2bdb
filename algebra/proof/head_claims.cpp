#include "equivarify/algebra/proof/claim_text.hpp"

#include <string>
#include <vector>

// A table, one entry a claim: what a network's values become, and which of these maps commute with
// G.
namespace equivarify::algebra::proof {
namespace {

std::vector<std::string> const v_set{"V-identity", "V-product"};
std::vector<std::string> const i_set{"I-identity", "I-product"};

std::vector<std::string> joined(std::vector<std::string> names,
                                std::vector<std::string> const& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

Idea back(Side side, char const* equation, Position position, Substitution given = {}) {
  return {.side = side,
          .equation = equation,
          .direction = Direction::backward,
          .position = std::move(position),
          .given = std::move(given)};
}

Idea forth(Side side, char const* equation, Position position) {
  return {.side = side,
          .equation = equation,
          .direction = Direction::forward,
          .position = std::move(position)};
}

std::vector<ClaimText> signed_permutations() {
  return {{.name = "signs-identity",
           .says = "e v = v, where g moves and negates components",
           .variables = "v: Map(I, R); i: I",
           .hypotheses = joined(i_set, {"signs-start"}),
           .equation = "act(e, v) = v",
           .compared_at = "i"},
          {.name = "signs-composition",
           .says = "g (k v) = (g k) v, if the signs of g k are those of g times those of k",
           .variables = "g: G; k: G; v: Map(I, R); i: I",
           .hypotheses = joined(i_set, {"signs-compose"}),
           .equation = "act(g, act(k, v)) = act(mul(g, k), v)",
           .compared_at = "i"},
          {.name = "signs-permutations",
           .says = "without signs every map on each component commutes with g",
           .variables = "a: Fun(R, R); g: G; v: Map(I, R); i: I",
           .hypotheses = {"no-signs"},
           .equation = "ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v))",
           .compared_at = "i"},
          {.name = "signs-odd",
           .says = "with signs an odd one does",
           .variables = "a: Fun(R, R); g: G; v: Map(I, R); i: I",
           .hypotheses = {"a-odd"},
           .equation = "ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v))",
           .compared_at = "i"}};
}

std::vector<ClaimText> what_signs_need() {
  Substitution const elsewhere{{"i", parse_term("act(inv(g), i)")}};
  return {
      {.name = "signs-odd-needed",
       .says = "and no other: a map that commutes with g is odd under each sign of g",
       .variables = "a: Fun(R, R); g: G; i: I; r: R",
       .hypotheses = {"a-commutes"},
       .equation = "ap(a, signed(sgn(g, i), r)) = signed(sgn(g, i), ap(a, r))",
       .strategy = {.ideas = {back(Side::left, "flat", {1, 1}, elsewhere),
                              back(Side::left, "signed-action", {1}),
                              back(Side::left, "pointwise", {}),
                              forth(Side::left, "a-commutes", {0})}}},
      {.name = "signs-bias",
       .says = "adding a bias that g fixes commutes with g",
       .variables = "b: Map(I, R); g: G; v: Map(I, R); i: I",
       .hypotheses = {"b-fixed"},
       .equation = "plus(act(g, v), b) = act(g, plus(v, b))",
       .compared_at = "i",
       .strategy = {.unused = {"b-fixed"}, .ideas = {back(Side::left, "b-fixed", {0, 1})}}},
      {.name = "signs-bias-needed",
       .says = "adding another does not",
       .variables = "b: Map(I, R); g: G; i: I",
       .hypotheses = {"bias-commutes"},
       .equation = "act(g, b) = b",
       .compared_at = "i",
       .strategy =
           {.ideas = {back(Side::right, "sum-zero", {}),
                      back(Side::right, "sign-of-zero", {0}, {{"a", parse_term("sgn(g, i)")}}),
                      back(Side::right, "flat", {0, 1}, elsewhere),
                      back(Side::right, "signed-action", {0}),
                      back(Side::right, "bias", {}),
                      forth(Side::right, "bias-commutes", {0})}}},
  };
}

std::vector<ClaimText> mean_of_copies() {
  return {{.name = "mean-head-terms",
           .says = "the terms h s(h) of g s are g times those of s, in another order",
           .variables = "g: G; s: Map(G, V); h: G",
           .hypotheses = v_set,
           .equation = "spread(act(g, s)) = act(g, by(g, spread(s)))",
           .compared_at = "h"},
          {.name = "mean-head-equivariant",
           .says = "R(g s) = g R(s) for the mean R(s) of h s(h) over h",
           .variables = "g: G; s: Map(G, V)",
           .hypotheses = v_set,
           .cites = {"mean-head-terms"},
           .equation = "ap(head, act(g, s)) = act(g, ap(head, s))"},
          {.name = "mean-head-of-lift",
           .says = "R F^ is equivariant for every F, whatever its layers compute",
           .variables = "F: Fun(X, V); g: G; x: X",
           .hypotheses = x_set_and(v_set),
           .cites = {"lift-equivariant", "mean-head-equivariant"},
           .equation = "ap(head, ap(lift(F), act(g, x))) = act(g, ap(head, ap(lift(F), x)))",
           .strategy = {.unused = {"head"}}},
          {.name = "mean-head-invariant",
           .says = "where G moves no output, R is the invariant mean: R(g s) = R(s)",
           .variables = "g: G; s: Map(G, V)",
           .hypotheses = joined(v_set, {"V-still"}),
           .cites = {"mean-head-equivariant"},
           .equation = "ap(head, act(g, s)) = ap(head, s)",
           .strategy = {.unused = {"head"}}}};
}

std::vector<ClaimText> what_the_mean_keeps() {
  return {{.name = "mean-head-terms-equal",
           .says = "where F is equivariant, every term of R F^(x) is F(x)",
           .variables = "F: Fun(X, V); x: X; h: G",
           .hypotheses = x_set_and(joined(v_set, {"F-commutes"})),
           .equation = "spread(ap(lift(F), x)) = constant(ap(F, x))",
           .compared_at = "h"},
          {.name = "mean-head-keeps",
           .says = "so R F^ = F",
           .variables = "F: Fun(X, V); x: X",
           .hypotheses = x_set_and(joined(v_set, {"F-commutes"})),
           .cites = {"mean-head-terms-equal"},
           .equation = "ap(head, ap(lift(F), x)) = ap(F, x)"},
          {.name = "mean-head-keeps-only",
           .says = "and only there: R F^ = F makes F equivariant",
           .variables = "F: Fun(X, V); g: G; x: X",
           .hypotheses = x_set_and(joined(v_set, {"R-keeps"})),
           .cites = {"mean-head-of-lift"},
           .equation = "ap(F, act(g, x)) = act(g, ap(F, x))",
           .strategy = {
               .unused = {"head", "R-keeps"},
               .ideas = {back(Side::left, "R-keeps", {}), back(Side::right, "R-keeps", {1})}}}};
}

std::vector<ClaimText> finite_heads() {
  return {
      {.name = "finite-head-constants",
       .says = "all of G fixes the function that is z everywhere",
       .variables = "g: G; z: Z; h: G",
       .equation = "act(g, constant(z)) = constant(z)",
       .compared_at = "h"},
      {.name = "finite-head-needs-a-fixed-point",
       .says = "an equivariant map E : Z^{xG} -> W takes it to a point that all of G fixes",
       .variables = "E: Fun(Map(G, Z), W); g: G; z: Z",
       .hypotheses = {"E-commutes"},
       .cites = {"finite-head-constants"},
       .equation = "act(g, ap(E, constant(z))) = ap(E, constant(z))",
       .strategy = {.unused = {"finite-head-constants"},
                    .ideas = {back(
                        Side::right, "finite-head-constants", {1}, {{"g", parse_term("g")}})}}},
      {.name = "finite-head-from-a-fixed-point",
       .says = "and if all of G fixes w, the map that is w everywhere is equivariant",
       .variables = "g: G; s: Map(G, Z); w: W",
       .hypotheses = {"w-fixed"},
       .equation = "ap(to(w), act(g, s)) = act(g, ap(to(w), s))"},
      {.name = "finite-head-stabilizer",
       .says = "what fixes s fixes E(s)",
       .variables = "E: Fun(Map(G, Z), W); s: Map(G, Z); u: G",
       .hypotheses = {"E-commutes", "u-fixes-s"},
       .equation = "act(u, ap(E, s)) = ap(E, s)",
       .strategy = {.unused = {"u-fixes-s"}, .ideas = {back(Side::right, "u-fixes-s", {1})}}},
      {.name = "finite-head-determined",
       .says = "E(s) determines E on the orbit of s",
       .variables = "D: Fun(Map(G, Z), W); E: Fun(Map(G, Z), W); g: G; s: Map(G, Z)",
       .hypotheses = {"D-commutes", "E-commutes", "same-at-s"},
       .equation = "ap(D, act(g, s)) = ap(E, act(g, s))"},
  };
}

std::vector<ClaimText> finite_heads_of_an_orbit() {
  std::vector<std::string> const given{"W-identity", "W-product", "H-fixes-w"};
  return {
      {.name = "finite-head-well-defined",
       .says = "where H, the stabilizer of s, fixes w, g w depends on the coset g H alone, and so "
               "on g s alone",
       .variables = "g: G; k: H; w: W",
       .hypotheses = given,
       .equation = "act(mul(g, of_H(k)), w) = act(g, w)",
       .strategy = {.unused = {"H-fixes-w"},
                    .ideas = {back(Side::right, "H-fixes-w", {1}, {{"l", parse_term("k")}})}}},
      {.name = "finite-head-extends",
       .says = "so g s -> g w is an equivariant map of the orbit of s: there are as many as points "
               "that the stabilizer of s fixes, and for Z^{xG} the product over its orbits",
       .variables = "g: G; k: G; w: W",
       .hypotheses = given,
       .equation = "act(rep(mul(k, g)), w) = act(k, act(rep(g), w))",
       .strategy =
           {.unused = {"H-fixes-w"},
            .ideas = {back(Side::left, "H-fixes-w", {1}, {{"l", parse_term("rest(mul(k, g))")}}),
                      back(Side::right, "H-fixes-w", {1, 1}, {{"l", parse_term("rest(g)")}})}}},
  };
}

} // namespace

std::vector<ClaimText> sign_claims() {
  std::vector<ClaimText> claims = signed_permutations();
  auto const more = what_signs_need();
  claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

std::vector<ClaimText> mean_head_claims() {
  std::vector<ClaimText> claims = mean_of_copies();
  auto const more = what_the_mean_keeps();
  claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

std::vector<ClaimText> finite_head_claims() {
  std::vector<ClaimText> claims = finite_heads();
  auto const more = finite_heads_of_an_orbit();
  claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

} // namespace equivarify::algebra::proof
