#include "equivarify/algebra/proof/claim_text.hpp"

#include <string>
#include <vector>

// A table, one entry a claim: the lemma of the appendix on the kernel of an action.
namespace equivarify::algebra::proof {
namespace {

std::vector<ClaimText> kernel_subgroup() {
  std::vector<std::string> const fixed = x_set_and({"N-fixes"});
  return {{.name = "kernel-identity",
           .says = "e is in N",
           .variables = "x: X",
           .hypotheses = x_set_and(),
           .equation = "act(e, x) = x"},
          {.name = "kernel-product",
           .says = "n m is in N, for n and m in N",
           .variables = "n: N; m: N; x: X",
           .hypotheses = fixed,
           .equation = "act(mul(in(n), in(m)), x) = x",
           .strategy = {.backward = {"X-product"}}},
          {.name = "kernel-inverse",
           .says = "n^-1 is in N, for n in N",
           .variables = "n: N; x: X",
           .hypotheses = fixed,
           .equation = "act(inv(in(n)), x) = x",
           .strategy = {.unused = {"N-fixes"},
                        .ideas = {{.equation = "N-fixes",
                                   .position = {1},
                                   .given = {{"n", parse_term("n")}}}}}},
          {.name = "kernel-normal",
           .says = "h^-1 n h is in N, for n in N and every h",
           .variables = "n: N; h: G; x: X",
           .hypotheses = fixed,
           .cites = {"X-inverse-left"},
           .equation = "act(mul(inv(h), mul(in(n), h)), x) = x",
           .strategy = {.backward = {"X-product"}}}};
}

std::vector<ClaimText> kernel_cosets() {
  std::vector<std::string> const fixed = x_set_and({"N-fixes"});
  return {
      {.name = "kernel-lift-well-defined",
       .says = "F(h^-1 x) depends on the coset h N alone",
       .variables = "F: Fun(X, Z); n: N; h: G; x: X",
       .hypotheses = fixed,
       .cites = {"kernel-inverse"},
       .equation = "ap(F, act(inv(mul(h, in(n))), x)) = ap(F, act(inv(h), x))",
       .strategy = {.backward = {"X-product"}}},
      {.name = "kernel-lift-values",
       .says = "so the lift of F to Z^{xG/N} has the value F(h^-1 x) at h N, whichever element is "
               "chosen of the coset",
       .variables = "F: Fun(X, Z); h: G; x: X",
       .hypotheses = fixed,
       .cites = {"kernel-lift-well-defined"},
       .equation = "at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "kernel-lift-well-defined",
                               .given = {{"n", parse_term("rest_N(h)")}}}}}},
      {.name = "kernel-action-well-defined",
       .says = "k h N depends on the coset h N alone",
       .variables = "k: G; h: G",
       .equation = "coset(mul(k, sec(coset(h)))) = coset(mul(k, h))",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "coset",
                               .given = {{"n", parse_term("rest_N(h)")}}}}}},
      {.name = "kernel-quotient-identity",
       .says = "e s = s on Z^{xG/N}",
       .variables = "s: Map(Q, A); C: Q",
       .equation = "act(e, s) = s",
       .compared_at = "C"},
      {.name = "kernel-quotient-composition",
       .says = "g (k s) = (g k) s on Z^{xG/N}",
       .variables = "g: G; k: G; s: Map(Q, A); C: Q",
       .cites = {"kernel-action-well-defined"},
       .equation = "act(g, act(k, s)) = act(mul(g, k), s)",
       .compared_at = "C"},
  };
}

std::vector<ClaimText> kernel_lift_maps() {
  std::vector<std::string> const fixed = x_set_and({"N-fixes"});
  return {
      {.name = "kernel-lift-equivariant",
       .says = "the lift of F to Z^{xG/N} is equivariant",
       .variables = "F: Fun(X, Z); g: G; x: X; C: Q",
       .hypotheses = fixed,
       .cites = {"kernel-lift-values"},
       .equation = "ap(lift_N(F), act(g, x)) = act(g, ap(lift_N(F), x))",
       .compared_at = "C",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "quotient-action",
                               .direction = Direction::forward},
                              {.side = Side::right,
                               .equation = "kernel-lift-values",
                               .direction = Direction::forward}}}},
      {.name = "kernel-lift-projects",
       .says = "its projection is F",
       .variables = "F: Fun(X, Z); x: X",
       .hypotheses = fixed,
       .cites = {"kernel-lift-values"},
       .equation = "ap(comp(p_N, lift_N(F)), x) = ap(F, x)",
       .strategy = {.ideas = {{.equation = "composition", .direction = Direction::forward},
                              {.equation = "quotient-projection", .direction = Direction::forward},
                              {.equation = "kernel-lift-values",
                               .direction = Direction::forward}}}},
      {.name = "kernel-lift-unique",
       .says = "no other equivariant map to Z^{xG/N} has the projection F",
       .variables = "F: Fun(X, Z); H: Fun(X, Map(Q, Z)); x: X; C: Q",
       .hypotheses = x_set_and({"H-equivariant", "H-projects-from-quotient"}),
       .cites = {"kernel-action-well-defined"},
       .equation = "ap(H, x) = ap(lift_N(F), x)",
       .compared_at = "C",
       .strategy = {.backward = {"H-projects-from-quotient"}}},
  };
}

std::vector<ClaimText> kernel_inclusion() {
  return {
      {.name = "kernel-inclusion-injective",
       .says = "the inclusion Z^{xG/N} -> Z^{xG} is injective",
       .variables = "s: Map(Q, A); t: Map(Q, A); C: Q",
       .hypotheses = {"same-inclusion"},
       .equation = "s = t",
       .compared_at = "C",
       .strategy = {.ideas = {{.equation = "section", .position = {1}},
                              {.equation = "inclusion"},
                              {.equation = "same-inclusion",
                               .direction = Direction::forward,
                               .position = {0}}}}},
      {.name = "kernel-inclusion-equivariant",
       .says = "it is equivariant",
       .variables = "g: G; s: Map(Q, A); h: G",
       .cites = {"kernel-action-well-defined"},
       .equation = "ap(include, act(g, s)) = act(g, ap(include, s))",
       .compared_at = "h"},
      {.name = "kernel-inclusion-fixed",
       .says = "N fixes every point of its image",
       .variables = "n: N; s: Map(Q, A); h: G",
       .equation = "act(in(n), ap(include, s)) = ap(include, s)",
       .compared_at = "h",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "inclusion",
                               .direction = Direction::forward},
                              {.side = Side::right,
                               .equation = "coset",
                               .position = {1},
                               .given = {{"n", parse_term("conj(invert(n), h)")}}}}}},
  };
}

std::vector<ClaimText> kernel_image() {
  return {
      {.name = "kernel-descent-well-defined",
       .says = "where N fixes s, s(h) depends on the coset h N alone",
       .variables = "n: N; s: Map(G, A); h: G",
       .hypotheses = {"s-fixed"},
       .equation = "at(s, mul(h, in(n))) = at(s, h)",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "s-fixed",
                               .position = {0},
                               .given = {{"m", parse_term("conj(invert(n), inv(h))")}}}}}},
      {.name = "kernel-inclusion-onto-fixed",
       .says = "every point that N fixes is in its image",
       .variables = "s: Map(G, A); h: G",
       .hypotheses = {"s-fixed"},
       .cites = {"kernel-descent-well-defined"},
       .equation = "ap(include, descend(s)) = s",
       .compared_at = "h",
       .strategy = {.ideas = {{.side = Side::right,
                               .equation = "kernel-descent-well-defined",
                               .given = {{"n", parse_term("rest_N(h)")}}}}}},
  };
}

} // namespace

std::vector<ClaimText> kernel_claims() {
  std::vector<ClaimText> claims = kernel_subgroup();
  for (auto const& part :
       {kernel_cosets(), kernel_lift_maps(), kernel_inclusion(), kernel_image()}) {
    claims.insert(claims.end(), part.begin(), part.end());
  }
  return claims;
}

} // namespace equivarify::algebra::proof
