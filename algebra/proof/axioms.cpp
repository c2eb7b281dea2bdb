#include "equivarify/algebra/proof/axiom_text.hpp"
#include "equivarify/algebra/proof/equation.hpp"

#include <algorithm>
#include <array>
#include <iterator>

// Tables, one entry an axiom: its name, its source, its variables, and what it says.
namespace equivarify::algebra::proof {
namespace {

constexpr char const* law_of_groups = "law of groups";

constexpr auto paper_axioms = std::to_array<AxiomText>({
    {"group-identity-left", law_of_groups, "a: G", "mul(e, a) = a"},
    {"group-identity-right", law_of_groups, "a: G", "mul(a, e) = a"},
    {"group-inverse-left", law_of_groups, "a: G", "mul(inv(a), a) = e"},
    {"group-inverse-right", law_of_groups, "a: G", "mul(a, inv(a)) = e"},
    {"group-associative",
     law_of_groups,
     "a: G; b: G; c: G",
     "mul(mul(a, b), c) = mul(a, mul(b, c))"},
    {"group-cancel-left", law_of_groups, "a: G; b: G", "mul(inv(a), mul(a, b)) = b"},
    {"group-cancel-right", law_of_groups, "a: G; b: G", "mul(a, mul(inv(a), b)) = b"},
    {"group-inverse-of-identity", law_of_groups, "", "inv(e) = e"},
    {"group-inverse-of-inverse", law_of_groups, "a: G", "inv(inv(a)) = a"},
    {"group-inverse-of-product",
     law_of_groups,
     "a: G; b: G",
     "inv(mul(a, b)) = mul(inv(b), inv(a))"},
    {"product-action",
     "3.0.1: the action on Z^{xG}",
     "g: G; h: G; s: Map(G, A)",
     "at(act(g, s), h) = at(s, mul(inv(g), h))"},
    {"product-projection",
     "3.0.1: the projection of Z^{xG}",
     "s: Map(G, A)",
     "ap(p, s) = at(s, e)"},
    {"constant", "the function that is z everywhere", "h: G; z: A", "at(constant(z), h) = z"},
    {"lift",
     "3.0.4: the lift; of a projection q, the universal map of A.0.1",
     "F: Any; h: G; x: A",
     "at(ap(lift(F), x), h) = ap(F, act(inv(h), x))"},
    {"composition",
     "composition of maps",
     "F: Any; H: Any; x: A",
     "ap(comp(F, H), x) = ap(F, ap(H, x))"},
    {"each",
     "section 4: a map on each copy",
     "F: Any; h: G; s: Map(G, A)",
     "at(ap(each(F), s), h) = ap(F, at(s, h))"},
    {"concat",
     "example 4.0.1: a map on the concatenated copies as seen from h",
     "L: Any; h: G; s: Map(G, A)",
     "at(ap(concat(L), s), h) = ap(L, shift(h, s))"},
    {"shift",
     "example 4.0.1: the copies as seen from h are s(h g0), s(h g1), ...",
     "h: G; k: G; s: Map(G, A)",
     "at(shift(h, s), k) = at(s, mul(h, k))"},
    {"label-action",
     "section 5: the action on labels",
     "c: K; g: G; h: G",
     "act(g, label(h, c)) = label(mul(g, h), c)"},
    {"label-score",
     "section 5: the number that s has for a label",
     "c: K; h: G; s: Map(G, A)",
     "score(s, label(h, c)) = entry(at(s, h), c)"},
    {"coset", "appendix: h N = h n N for n in N", "h: G; n: N", "coset(mul(h, in(n))) = coset(h)"},
    {"section", "one element is chosen of each coset", "C: Q", "coset(sec(C)) = C"},
    {"rest-in-kernel",
     "the element chosen of h N is h n for an n in N",
     "h: G",
     "in(rest_N(h)) = mul(inv(h), sec(coset(h)))"},
    {"conjugate",
     "N is normal: h^-1 n h is in N",
     "h: G; n: N",
     "in(conj(n, h)) = mul(inv(h), mul(in(n), h))"},
    {"inverse-in-kernel", "N is a subgroup: n^-1 is in N", "n: N", "in(invert(n)) = inv(in(n))"},
    {"quotient-action",
     "appendix: the action on Z^{xG/N}",
     "C: Q; g: G; s: Map(Q, A)",
     "at(act(g, s), C) = at(s, coset(mul(inv(g), sec(C))))"},
    {"quotient-projection",
     "appendix: the projection of Z^{xG/N}",
     "s: Map(Q, A)",
     "ap(p_N, s) = at(s, coset(e))"},
    {"quotient-lift",
     "appendix: the lift to Z^{xG/N}, by the element chosen of a coset",
     "C: Q; F: Any; x: A",
     "at(ap(lift_N(F), x), C) = ap(F, act(inv(sec(C)), x))"},
    {"inclusion",
     "appendix: the inclusion of Z^{xG/N} in Z^{xG}",
     "h: G; s: Map(Q, A)",
     "at(ap(include, s), h) = at(s, coset(h))"},
    {"descent",
     "appendix: the values of s at the elements chosen of the cosets",
     "C: Q; s: Map(G, A)",
     "at(descend(s), C) = at(s, sec(C))"},
    {"quotient-each",
     "a map on each copy of Z^{xG/N}",
     "C: Q; F: Any; s: Map(Q, A)",
     "at(ap(each_N(F), s), C) = ap(F, at(s, C))"},
    {"quotient-concat",
     "a map on the concatenated copies of Z^{xG/N} as seen from a coset",
     "C: Q; L: Any; s: Map(Q, A)",
     "at(ap(concat_N(L), s), C) = ap(L, shift_N(C, s))"},
    {"quotient-shift",
     "the copies as seen from a coset, by the elements chosen",
     "C: Q; D: Q; s: Map(Q, A)",
     "at(shift_N(C, s), D) = at(s, coset(mul(sec(C), sec(D))))"},
});

/// The definitions of means over a subgroup H and of coinduction from it.
constexpr auto subgroup_axioms = std::to_array<AxiomText>({
    {"subgroup-product",
     "H is a subgroup",
     "k: H; l: H",
     "of_H(mul_H(k, l)) = mul(of_H(k), of_H(l))"},
    {"subgroup-inverse", "H is a subgroup", "k: H", "of_H(inv_H(k)) = inv(of_H(k))"},
    {"coset-rest",
     "g = t h for the representative t of g H and an h in H",
     "g: G",
     "of_H(rest(g)) = mul(inv(rep(g)), g)"},
    {"index-action",
     "H permutes the places of a function on H",
     "f: Map(H, A); k: H; l: H",
     "at(act(of_H(k), f), l) = at(f, mul_H(inv_H(k), l))"},
    {"every",
     "k acts on each value",
     "f: Map(H, A); k: H; l: H",
     "at(every(k, f), l) = act(of_H(k), at(f, l))"},
    {"all", "the function that is z everywhere", "l: H; z: A", "at(all(z), l) = z"},
    {"turned",
     "the terms of a mean: k F(k^-1 x)",
     "F: Any; k: H; x: X",
     "at(turned(F, x), k) = act(of_H(k), ap(F, act(of_H(inv_H(k)), x)))"},
    {"poses",
     "the k for which k^-1 x is the one chosen of its orbit",
     "k: H; x: X",
     "at(poses(x), k) = equal(act(of_H(inv_H(k)), x), chosen(x))"},
    {"chosen",
     "the choice depends on the orbit alone",
     "k: H; x: X",
     "chosen(act(of_H(k), x)) = chosen(x)"},
    {"average",
     "the Reynolds operator",
     "F: Any; x: X",
     "ap(average(F), x) = mean(all(true), turned(F, x))"},
    {"posed",
     "canonicalization, with ties broken by a mean over them",
     "F: Any; x: X",
     "ap(posed(F), x) = mean(poses(x), turned(F, x))"},
    {"mean-reindexed",
     "a mean does not depend on the order of its terms: numbers commute, and the "
     "sum in the order of size is the same to the bit",
     "P: Map(H, Truth); f: Map(H, Y); k: H",
     "mean(act(of_H(k), P), act(of_H(k), f)) = mean(P, f)"},
    {"mean-moved",
     "means are taken entry by entry, and H permutes the entries",
     "P: Map(H, Truth); f: Map(H, Y); k: H",
     "mean(P, every(k, f)) = act(of_H(k), mean(P, f))"},
    {"mean-of-equals",
     "the mean of numbers that are all y, in exact arithmetic; there is a pose",
     "x: X; y: Y",
     "mean(poses(x), all(y)) = y"},
    {"coinduce",
     "the copy at g = t h is h^-1 S(t^-1 x): one copy of S for each coset",
     "S: Any; g: G; x: X",
     "at(ap(coinduce(S), x), g) = act(of_H(inv_H(rest(g))), ap(S, act(inv(rep(g)), x)))"},
});

template <typename Table>
void append(std::vector<Equation>& equations, Table const& table) {
  std::transform(
      table.begin(), table.end(), std::back_inserter(equations), [](AxiomText const& text) {
        return parse_equation(text.name, text.source, text.variables, text.equation);
      });
}

} // namespace

std::vector<Equation> const& axioms() {
  static std::vector<Equation> const table = [] {
    std::vector<Equation> equations;
    append(equations, paper_axioms);
    append(equations, subgroup_axioms);
    append(equations, head_axioms());
    return equations;
  }();
  return table;
}

} // namespace equivarify::algebra::proof
