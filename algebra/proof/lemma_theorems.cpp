#include "equivarify/algebra/proof/claim_text.hpp"

#include <string>
#include <vector>

// A table, one entry a claim: what each lemma identity says, in the language of terms.
namespace equivarify::algebra::proof {
namespace {

std::vector<ClaimText> action() {
  return {
      {.name = "product-identity",
       .says = "e s = s on Z^{xG}",
       .variables = "s: Map(G, A); h: G",
       .equation = "act(e, s) = s",
       .compared_at = "h"},
      {.name = "product-composition",
       .says = "g (k s) = (g k) s on Z^{xG}",
       .variables = "g: G; k: G; s: Map(G, A); h: G",
       .equation = "act(g, act(k, s)) = act(mul(g, k), s)",
       .compared_at = "h"},
      {.name = "X-inverse-right",
       .says = "g (g^-1 x) = x, from the laws of an action on X",
       .variables = "g: G; x: X",
       .hypotheses = x_set_and(),
       .equation = "act(g, act(inv(g), x)) = x"},
      {.name = "X-inverse-left",
       .says = "g^-1 (g x) = x, from the laws of an action on X",
       .variables = "g: G; x: X",
       .hypotheses = x_set_and(),
       .equation = "act(inv(g), act(g, x)) = x"},
  };
}

std::vector<ClaimText> lift_equivariant() {
  return {{.name = "lift-equivariant",
           .says = "F^(g x) = g F^(x)",
           .variables = "F: Fun(X, Z); g: G; x: X; h: G",
           .hypotheses = x_set_and(),
           .equation = "ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))",
           .compared_at = "h"}};
}

std::vector<ClaimText> lift_projects() {
  return {{.name = "lift-projects",
           .says = "p F^ = F",
           .variables = "F: Fun(X, Z); x: X",
           .hypotheses = x_set_and(),
           .equation = "ap(comp(p, lift(F)), x) = ap(F, x)"}};
}

std::vector<ClaimText> lift_unique() {
  return {{.name = "lift-unique",
           .says = "H equivariant and p H = F imply H = F^",
           .variables = "F: Fun(X, Z); H: Fun(X, Map(G, Z)); x: X; h: G",
           .hypotheses = x_set_and({"H-equivariant", "H-projects"}),
           .equation = "ap(H, x) = ap(lift(F), x)",
           .compared_at = "h",
           .strategy = {.backward = {"H-projects"}}},
          {.name = "lift-bijection-there-and-back",
           .says = "the lift of p H is H, for each equivariant H",
           .variables = "H: Fun(X, Map(G, Z)); x: X; h: G",
           .hypotheses = x_set_and({"H-equivariant"}),
           .equation = "ap(lift(comp(p, H)), x) = ap(H, x)",
           .compared_at = "h"},
          {.name = "lift-bijection-values",
           .says = "F^ is equivariant, so F -> F^ has values among the equivariant maps",
           .variables = "F: Fun(X, Z); g: G; x: X",
           .hypotheses = x_set_and(),
           .cites = {"lift-equivariant"},
           .equation = "ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))"},
          {.name = "lift-bijection-back-and-there",
           .says =
               "p of the lift of F is F, for each F: with the two above, H -> p H is a bijection "
               "from the equivariant maps X -> Z^{xG} to the maps X -> Z, so there are "
               "abs(Z)^abs(X)",
           .variables = "F: Fun(X, Z); x: X",
           .hypotheses = x_set_and(),
           .equation = "ap(comp(p, lift(F)), x) = ap(F, x)"}};
}

std::vector<ClaimText> equivarification() {
  return {{.name = "equivarification-action-identity",
           .says = "clause 1: e s = s",
           .variables = "s: Map(G, Z)",
           .cites = {"product-identity"},
           .equation = "act(e, s) = s"},
          {.name = "equivarification-action-composition",
           .says = "clause 1: g (k s) = (g k) s",
           .variables = "g: G; k: G; s: Map(G, Z)",
           .cites = {"product-composition"},
           .equation = "act(g, act(k, s)) = act(mul(g, k), s)"},
          {.name = "equivarification-onto",
           .says = "clause 2: p is onto, for each z is p of the function that is z everywhere",
           .variables = "z: Z",
           .equation = "ap(p, constant(z)) = z"},
          {.name = "equivarification-lifts",
           .says = "clause 3: every F from every G-set X has an equivariant F^",
           .variables = "F: Fun(X, Z); g: G; x: X",
           .hypotheses = x_set_and(),
           .cites = {"lift-equivariant"},
           .equation = "ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))"},
          {.name = "equivarification-commutes",
           .says = "clause 3: with p F^ = F",
           .variables = "F: Fun(X, Z); x: X",
           .hypotheses = x_set_and(),
           .equation = "ap(comp(p, lift(F)), x) = ap(F, x)"}};
}

std::vector<ClaimText> compose() {
  return {{.name = "compose",
           .says = "lift(F2 F1) = lift(F2 p) lift(F1): layer by layer equals all at once",
           .variables = "F1: Fun(X, Z); F2: Fun(Z, Y); x: X; h: G",
           .hypotheses = x_set_and(),
           .equation = "ap(lift(comp(F2, F1)), x) = ap(comp(lift(comp(F2, p)), lift(F1)), x)",
           .compared_at = "h"},
          {.name = "compose-copies",
           .says = "the lift of F p is F on each copy",
           .variables = "F: Fun(A, Y); s: Map(G, A); h: G",
           .equation = "ap(lift(comp(F, p)), s) = ap(each(F), s)",
           .compared_at = "h"}};
}

std::vector<ClaimText> universal() {
  std::vector<std::string> const w_set{"W-identity", "W-product"};
  return {{.name = "universal-equivariant",
           .says = "pi is equivariant, where pi = q^: pi(w)(h) = q(h^-1 w)",
           .variables = "q: Fun(W, Z); g: G; w: W; h: G",
           .hypotheses = w_set,
           .equation = "ap(lift(q), act(g, w)) = act(g, ap(lift(q), w))",
           .compared_at = "h"},
          {.name = "universal-projects",
           .says = "p pi = q",
           .variables = "q: Fun(W, Z); w: W",
           .hypotheses = w_set,
           .equation = "ap(comp(p, lift(q)), w) = ap(q, w)"},
          {.name = "universal-carries-lifts",
           .says = "pi carries each lift L of F into W to the lift of F into Z^{xG}",
           .variables = "q: Fun(W, Z); L: Fun(X, W); F: Fun(X, Z); x: X; h: G",
           .hypotheses = {"L-equivariant", "L-lifts"},
           .equation = "ap(lift(q), ap(L, x)) = ap(lift(F), x)",
           .compared_at = "h",
           .strategy = {.backward = {"L-lifts"}}},
          {.name = "universal-unique",
           .says = "pi is the only equivariant map P with p P = q",
           .variables = "q: Fun(W, Z); P: Fun(W, Map(G, Z)); w: W; h: G",
           .hypotheses = {"P-equivariant", "P-projects"},
           .equation = "ap(P, w) = ap(lift(q), w)",
           .compared_at = "h",
           .strategy = {.backward = {"P-projects"}}}};
}

std::vector<ClaimText> concat() {
  return {{.name = "concat-sees",
           .says = "the copies of g s as seen from h are those of s as seen from g^-1 h",
           .variables = "g: G; h: G; s: Map(G, A); k: G",
           .equation = "shift(h, act(g, s)) = shift(mul(inv(g), h), s)",
           .compared_at = "k"},
          {.name = "concat-sees-action",
           .says = "the copies of s as seen from h are h^-1 s",
           .variables = "h: G; s: Map(G, A); k: G",
           .equation = "shift(h, s) = act(inv(h), s)",
           .compared_at = "k"},
          {.name = "concat-equivariant",
           .says = "a layer L on the concatenated copies, lifted again, is equivariant",
           .variables = "L: Fun(Map(G, A), Y); g: G; s: Map(G, A); h: G",
           .cites = {"concat-sees"},
           .equation = "ap(concat(L), act(g, s)) = act(g, ap(concat(L), s))",
           .compared_at = "h"},
          {.name = "concat-is-lift",
           .says = "it is the lift of L on the G-set Z^{xG}",
           .variables = "L: Fun(Map(G, A), Y); s: Map(G, A); h: G",
           .cites = {"concat-sees-action"},
           .equation = "ap(concat(L), s) = ap(lift(L), s)",
           .compared_at = "h"},
          {.name = "copies-equivariant",
           .says = "a layer F on each copy is equivariant",
           .variables = "F: Fun(A, Y); g: G; s: Map(G, A); h: G",
           .equation = "ap(each(F), act(g, s)) = act(g, ap(each(F), s))",
           .compared_at = "h"}};
}

std::vector<ClaimText> labels() {
  return {
      {.name = "labels-identity",
       .says = "e (h, c) = (h, c)",
       .variables = "h: G; c: K",
       .equation = "act(e, label(h, c)) = label(h, c)"},
      {.name = "labels-composition",
       .says = "g (k (h, c)) = (g k) (h, c)",
       .variables = "g: G; k: G; h: G; c: K",
       .equation = "act(g, act(k, label(h, c))) = act(mul(g, k), label(h, c))"},
      {.name = "labels-extend",
       .says = "the label (e, c) of x extends to the label (g, c) of g x",
       .variables = "g: G; c: K",
       .equation = "act(g, label(e, c)) = label(g, c)"},
      {.name = "labels-score",
       .says = "the lift gives the label g y at g x the number that it gives y at x: right on x, "
               "it is right on every g x",
       .variables = "F: Fun(X, Z); g: G; h: G; c: K; x: X",
       .hypotheses = x_set_and(),
       .equation = "score(ap(lift(F), act(g, x)), act(g, label(h, c))) = "
                   "score(ap(lift(F), x), label(h, c))"},
      {.name = "labels-loss",
       .says = "any loss that reads the output from the copy of the label has the same value at "
               "(g x, g y) as at (x, y): training on unrotated images gives the same lift",
       .variables = "F: Fun(X, Z); g: G; h: G; c: K; x: X",
       .hypotheses = x_set_and(),
       .cites = {"lift-equivariant", "concat-sees"},
       .equation = "loss(shift(mul(g, h), ap(lift(F), act(g, x))), c) = "
                   "loss(shift(h, ap(lift(F), x)), c)"}};
}

std::vector<ClaimText> parameters() {
  return {{.name = "parameters-shared",
           .says = "every copy of the lift of F with the parameters t is F with the same t, and "
                   "nothing else with parameters occurs",
           .variables = "F: Family(X, Z); t: Theta; x: X; h: G",
           .equation = "at(ap(lift(par(F, t)), x), h) = ap(par(F, t), act(inv(h), x))"},
          {.name = "parameters-needed",
           .says = "maps F and H with the same lift are equal, so no parameter of F is lost",
           .variables = "F: Fun(X, Z); H: Fun(X, Z); x: X",
           .hypotheses = x_set_and({"same-lift"}),
           .cites = {"lift-projects"},
           .equation = "ap(F, x) = ap(H, x)",
           .strategy = {.unused = {"lift-projects"}, .ideas = {{.equation = "lift-projects"}}}}};
}

} // namespace

std::vector<Theorem> const& lemma_theorems() {
  static std::vector<Theorem> const theorems = [] {
    std::vector<Theorem> all{
        to_theorem("action", action()),
        to_theorem("lift-equivariant", lift_equivariant()),
        to_theorem("lift-projects", lift_projects()),
        to_theorem("lift-unique", lift_unique()),
        to_theorem("equivarification", equivarification()),
        to_theorem("compose", compose()),
        to_theorem("universal", universal()),
        to_theorem("kernel", kernel_claims()),
        to_theorem("concat", concat()),
        to_theorem("labels", labels()),
        to_theorem("parameters", parameters()),
    };
    std::vector<Theorem> const of_heads = head_theorems();
    all.insert(all.end(), of_heads.begin(), of_heads.end());
    return all;
  }();
  return theorems;
}

} // namespace equivarify::algebra::proof
