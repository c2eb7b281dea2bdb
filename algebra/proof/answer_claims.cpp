#include "equivarify/algebra/proof/claim_text.hpp"

#include <string>
#include <vector>

// A table, one entry a claim: answers to a picture, their probabilities, and the first layer of a
// G-CNN.
namespace equivarify::algebra::proof {
namespace {

std::vector<ClaimText> no_single_answer() {
  return {
      {.name = "no-single-answer",
       .says = "a rule that picks one label (h, c) for each s and is equivariant picks none for an "
               "s that some u but e fixes",
       .variables = "pick: Fun(Map(G, Z), Prod(G, K)); s: Map(G, Z); u: G",
       .hypotheses = {"pick-commutes", "u-fixes-s"},
       .equation = "u = e",
       .strategy =
           {.unused = {"u-fixes-s"},
            .ideas = {{.side = Side::right,
                       .equation = "group-inverse-right",
                       .given = {{"a", parse_term("pose(ap(pick, s))")}}},
                      {.side = Side::right, .equation = "u-fixes-s", .position = {0, 0, 1}}}}},
      {.name = "no-single-answer-at-all",
       .says = "all of G fixes the function that is z everywhere, so such a rule exists for G = 1 "
               "alone",
       .variables = "pick: Fun(Map(G, Z), Prod(G, K)); g: G; z: Z",
       .hypotheses = {"pick-commutes"},
       .cites = {"finite-head-constants"},
       .equation = "g = e",
       .strategy = {.unused = {"finite-head-constants"},
                    .ideas = {{.side = Side::right,
                               .equation = "group-inverse-right",
                               .given = {{"a", parse_term("pose(ap(pick, constant(z)))")}}},
                              {.side = Side::right,
                               .equation = "finite-head-constants",
                               .position = {0, 0, 1},
                               .given = {{"g", parse_term("g")}}}}}},
      {.name = "no-single-answer-ties",
       .says = "for what u fixes, (u h, c) has the number of (h, c): no best answer is best alone",
       .variables = "c: K; h: G; s: Map(G, Z); u: G",
       .hypotheses = {"u-fixes-s"},
       .equation = "score(s, act(u, label(h, c))) = score(s, label(h, c))",
       .strategy = {.unused = {"u-fixes-s"},
                    .ideas = {{.equation = "u-fixes-s", .position = {0}}}}},
  };
}

std::vector<ClaimText> best_answers() {
  return {
      {.name = "best-answers-scores",
       .says = "g y has in g s the number that y has in s",
       .variables = "c: K; g: G; h: G; s: Map(G, A)",
       .equation = "score(act(g, s), act(g, label(h, c))) = score(s, label(h, c))"},
      {.name = "best-answers-equivariant",
       .says = "g y is among the best answers of g s if and only if y is among those of s: "
               "best(g s) = g best(s)",
       .variables = "c: K; g: G; h: G; s: Map(G, A)",
       .equation = "best(act(g, s), act(g, label(h, c))) = best(s, label(h, c))"},
      {.name = "best-answers-of-lift",
       .says = "so the set of best answers of F^ turns with x",
       .variables = "F: Fun(X, Z); c: K; g: G; h: G; x: X",
       .hypotheses = x_set_and(),
       .cites = {"lift-equivariant"},
       .equation = "best(ap(lift(F), act(g, x)), act(g, label(h, c))) = "
                   "best(ap(lift(F), x), label(h, c))"},
      {.name = "best-answers-hold-a-coset",
       .says = "where u fixes x, the best answers hold u y with y: they are cosets of the "
               "stabilizer of x",
       .variables = "F: Fun(X, Z); c: K; h: G; u: G; x: X",
       .hypotheses = x_set_and({"u-fixes-x"}),
       .cites = {"lift-equivariant"},
       .equation = "best(ap(lift(F), x), act(u, label(h, c))) = best(ap(lift(F), x), label(h, c))",
       .strategy = {.unused = {"u-fixes-x"},
                    .ideas = {{.equation = "u-fixes-x", .position = {0, 1}}}}},
  };
}

std::vector<ClaimText> marginals() {
  return {{.name = "marginals-columns",
           .says = "g permutes the numbers p(h, c) of a class",
           .variables = "c: K; g: G; s: Map(G, A); h: G",
           .equation = "column(act(g, s), c) = act(g, column(s, c))",
           .compared_at = "h"},
          {.name = "marginals-invariant",
           .says = "so their sum over h is the same for g s",
           .variables = "c: K; g: G; s: Map(G, A)",
           .cites = {"marginals-columns"},
           .equation = "marginal(act(g, s), c) = marginal(s, c)"},
          {.name = "marginals-of-lift",
           .says = "and the marginals of F^ do not change when x is turned",
           .variables = "F: Fun(X, Z); c: K; g: G; x: X",
           .hypotheses = x_set_and(),
           .cites = {"lift-equivariant", "marginals-invariant"},
           .equation = "marginal(ap(lift(F), act(g, x)), c) = marginal(ap(lift(F), x), c)",
           .strategy = {.unused = {"marginal"}}},
          {.name = "marginals-conditional",
           .says = "the probability of the pose, given the class, turns with s",
           .variables = "c: K; g: G; h: G; s: Map(G, A)",
           .cites = {"marginals-invariant"},
           .equation = "share(act(g, s), act(g, label(h, c))) = share(s, label(h, c))",
           .strategy = {.unused = {"marginal"}}}};
}

std::vector<ClaimText> unknown_pose() {
  return {
      {.name = "unknown-pose-loss",
       .says = "any loss of the marginal, such as minus its logarithm, is the same at g x: moving "
               "each training picture by a g of its own changes no term of the loss",
       .variables = "F: Fun(X, Z); c: K; g: G; x: X",
       .hypotheses = x_set_and(),
       .cites = {"marginals-of-lift"},
       .equation = "cost(marginal(ap(lift(F), act(g, x)), c)) = "
                   "cost(marginal(ap(lift(F), x), c))",
       .strategy = {.unused = {"marginal"}}},
      {.name = "unknown-pose-coset",
       .says = "for a class with the symmetries H, the numbers of g s at the poses g h H are those "
               "of s at h H",
       .variables = "c: K; g: G; h: G; s: Map(G, A); k: H",
       .equation = "on_coset(act(g, s), mul(g, h), c) = on_coset(s, h, c)",
       .compared_at = "k"},
      {.name = "unknown-pose-coset-of-lift",
       .says = "so a recorded pose h of such a class turns with x, and any loss of these numbers "
               "stays",
       .variables = "F: Fun(X, Z); c: K; g: G; h: G; x: X; k: H",
       .hypotheses = x_set_and(),
       .cites = {"lift-equivariant", "unknown-pose-coset"},
       .equation = "on_coset(ap(lift(F), act(g, x)), mul(g, h), c) = "
                   "on_coset(ap(lift(F), x), h, c)",
       .compared_at = "k"},
  };
}

std::vector<ClaimText> correlation_of_pictures() {
  return {{.name = "correlation-terms",
           .says = "g permutes the terms w(y) f(y) of a sum over cells",
           .variables = "f: Map(Cell, R); g: G; w: Map(Cell, R); y: Cell",
           .equation = "act(g, times(w, f)) = times(act(g, w), act(g, f))",
           .compared_at = "y"},
          {.name = "correlation-back",
           .says = "g^-1 (g f) = f for pictures",
           .variables = "f: Map(Cell, R); g: G; y: Cell",
           .hypotheses = {"Cell-identity", "Cell-product"},
           .equation = "act(inv(g), act(g, f)) = f",
           .compared_at = "y"},
          {.name = "correlation",
           .says = "the lift of F(f) = sum of w(y) f(y) is at g the sum of w(g^-1 y) f(y), the "
                   "correlation of f with w over G",
           .variables = "f: Map(Cell, R); g: G; w: Map(Cell, R)",
           .hypotheses = {"Cell-identity", "Cell-product"},
           .cites = {"correlation-terms", "correlation-back"},
           .equation = "at(ap(lift(dot(w)), f), g) = total(times(act(g, w), f))",
           .strategy = {.unused = {"cells-reindexed"},
                        .ideas = {{.side = Side::right,
                                   .equation = "cells-reindexed",
                                   .given = {{"g", parse_term("inv(g)")}}}}}}};
}

std::vector<ClaimText> correlation_of_copies() {
  return {{.name = "correlation-terms-of-copies",
           .says = "g permutes the terms v(k) s(k) of a sum over copies",
           .variables = "g: G; s: Map(G, R); v: Map(G, R); h: G",
           .equation = "act(g, times(v, s)) = times(act(g, v), act(g, s))",
           .compared_at = "h"},
          {.name = "correlation-of-copies",
           .says = "a linear layer v on the concatenated copies, lifted again, is at h the sum of "
                   "v(h^-1 k) s(k): a later layer of a G-CNN",
           .variables = "h: G; s: Map(G, R); v: Map(G, R)",
           .cites = {"product-identity",
                     "product-composition",
                     "concat-sees-action",
                     "correlation-terms-of-copies"},
           .equation = "at(ap(concat(dot(v)), s), h) = total(times(act(h, v), s))",
           .strategy = {.unused = {"total-reindexed"},
                        .ideas = {{.side = Side::right,
                                   .equation = "total-reindexed",
                                   .given = {{"g", parse_term("inv(h)")}}}}}}};
}

std::vector<ClaimText> correlation() {
  std::vector<ClaimText> claims = correlation_of_pictures();
  auto const more = correlation_of_copies();
  claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

} // namespace

std::vector<Theorem> head_theorems() {
  return {to_theorem("signs", sign_claims()),
          to_theorem("mean-head", mean_head_claims()),
          to_theorem("finite-head", finite_head_claims()),
          to_theorem("no-single-answer", no_single_answer()),
          to_theorem("best-answers", best_answers()),
          to_theorem("marginals", marginals()),
          to_theorem("unknown-pose", unknown_pose()),
          to_theorem("correlation", correlation())};
}

} // namespace equivarify::algebra::proof
