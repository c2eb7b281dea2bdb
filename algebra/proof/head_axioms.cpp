#include "equivarify/algebra/proof/axiom_text.hpp"

// A table, one entry an axiom: what the theorems of heads rest on.
namespace equivarify::algebra::proof {
namespace {

std::vector<AxiomText> const sign_axioms{
    {"signed-action",
     "heads: signed permutations",
     "g: G; i: I; v: Map(I, R)",
     "at(act(g, v), i) = signed(sgn(g, i), at(v, act(inv(g), i)))"},
    {"sign-product",
     "signs act on numbers",
     "a: Sign; b: Sign; r: R",
     "signed(a, signed(b, r)) = signed(both(a, b), r)"},
    {"sign-of-sum",
     "a change of sign is linear",
     "a: Sign; r: R; t: R",
     "signed(a, sum(r, t)) = sum(signed(a, r), signed(a, t))"},
    {"sign-of-zero", "a change of sign is linear", "a: Sign", "signed(a, zero) = zero"},
    {"sum-zero", "zero changes no sum", "r: R", "sum(zero, r) = r"},
    {"pointwise",
     "a map on each component",
     "F: Any; i: I; v: Map(I, R)",
     "at(ap(pointwise(F), v), i) = ap(F, at(v, i))"},
    {"flat", "the vector that is r everywhere", "i: I; r: R", "at(flat(r), i) = r"},
    {"bias",
     "a bias is added",
     "b: Map(I, R); i: I; v: Map(I, R)",
     "at(plus(v, b), i) = sum(at(v, i), at(b, i))"},
};

std::vector<AxiomText> const mean_axioms{
    {"spread",
     "heads: the terms h s(h) of the mean",
     "h: G; s: Map(G, V)",
     "at(spread(s), h) = act(h, at(s, h))"},
    {"moved-by",
     "g acts on each value",
     "f: Map(G, V); g: G; h: G",
     "at(by(g, f), h) = act(g, at(f, h))"},
    {"head", "heads: the mean of h s(h) over G", "s: Map(G, V)", "ap(head, s) = total(spread(s))"},
    {"total-reindexed",
     "a sum or a mean over G does not depend on the order of its terms",
     "f: Map(G, A); g: G",
     "total(act(g, f)) = total(f)"},
    {"total-moved",
     "means are taken entry by entry, and G permutes the entries, with signs or without",
     "f: Map(G, V); g: G",
     "total(by(g, f)) = act(g, total(f))"},
    {"total-of-equals",
     "the mean of numbers that are all v, in exact arithmetic",
     "v: V",
     "total(constant(v)) = v"},
    {"constant-map", "the map that is w everywhere", "s: B; w: A", "ap(to(w), s) = w"},
};

std::vector<AxiomText> const answer_axioms{
    {"pose",
     "section 5: the element of a label",
     "g: G; y: Prod(G, K)",
     "pose(act(g, y)) = mul(g, pose(y))"},
    {"best",
     "heads: a label is a best answer if its number is the largest",
     "c: K; h: G; s: Map(G, A)",
     "best(s, label(h, c)) = equal(score(s, label(h, c)), largest(s))"},
    {"largest-reindexed",
     "the largest number does not depend on the order of the copies",
     "g: G; s: Map(G, A)",
     "largest(act(g, s)) = largest(s)"},
    {"column",
     "the numbers of one class",
     "c: K; h: G; s: Map(G, A)",
     "at(column(s, c), h) = entry(at(s, h), c)"},
    {"marginal",
     "heads: the sum over h of p(h, c)",
     "c: K; s: Map(G, A)",
     "marginal(s, c) = total(column(s, c))"},
    {"conditional",
     "heads: the probability of h, given c",
     "c: K; h: G; s: Map(G, A)",
     "share(s, label(h, c)) = ratio(score(s, label(h, c)), marginal(s, c))"},
    {"coset-scores",
     "the numbers at the poses g k of a class with the symmetries H",
     "c: K; g: G; k: H; s: Map(G, A)",
     "at(on_coset(s, g, c), k) = entry(at(s, mul(g, of_H(k))), c)"},
};

std::vector<AxiomText> const correlation_axioms{
    {"picture-action",
     "the action on functions of cells",
     "f: Map(Cell, R); g: G; y: Cell",
     "at(act(g, f), y) = at(f, act(inv(g), y))"},
    {"weighted",
     "the terms of a weighted sum",
     "f: Map(A, R); w: Map(A, R); y: A",
     "at(times(w, f), y) = product(at(w, y), at(f, y))"},
    {"functional",
     "heads: the linear functional with the weights w",
     "f: Map(A, R); w: Map(A, R)",
     "ap(dot(w), f) = total(times(w, f))"},
    {"cells-reindexed",
     "a sum over the cells does not depend on the order of its terms",
     "f: Map(Cell, R); g: G",
     "total(act(g, f)) = total(f)"},
};

} // namespace

std::vector<AxiomText> head_axioms() {
  std::vector<AxiomText> result = sign_axioms;
  for (auto const* part : {&mean_axioms, &answer_axioms, &correlation_axioms}) {
    result.insert(result.end(), part->begin(), part->end());
  }
  return result;
}

} // namespace equivarify::algebra::proof
