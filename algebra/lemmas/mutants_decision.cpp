#include "equivarify/algebra/lemmas/mutant_parts.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

using Accepts = bool (*)(GSet const& set, LabelMap const& q, Tuple const& f, Point w);

/// The first point that \p accepts.
template <typename Predicate>
std::optional<Point> first_point(GSet const& set, Predicate const& accepts) {
  std::vector<Point> const points = set.points();
  auto const found = std::find_if(points.begin(), points.end(), accepts);
  return found == points.end() ? std::nullopt : std::optional{*found};
}

/// Takes the first w that \p accepts.
Construction wrong_decision(std::string name, std::string description, Accepts accepts) {
  Construction result = variant(std::move(name), std::move(description));
  result.find_above = [accepts](GSet const& set, LabelMap const& q, Tuple const& f) {
    return first_point(set, [&](Point w) { return accepts(set, q, f, w); });
  };
  return result;
}

bool is_above(GSet const& set, LabelMap const& q, Tuple const& f, Point w) {
  return universal_value(set, q, w) == f;
}

Construction first_above_alone() {
  Construction result = variant("decision_by_first_point",
                                "only the first point above f is asked for its stabilizer");
  result.find_above = [](GSet const& set, LabelMap const& q, Tuple const& f) {
    auto const w = first_point(set, [&](Point point) { return is_above(set, q, f, point); });
    return w && same_stabilizer(set, *w, f) ? w : std::nullopt;
  };
  return result;
}

Construction wrong_section(std::string name,
                           std::string description,
                           Point (*extend)(GSet const&, Element, Point)) {
  Construction result = variant(std::move(name), std::move(description));
  result.extend_section = extend;
  return result;
}

} // namespace

// Left out: comparing the orders of the stabilizers, for pi is equivariant and so Stab(w) lies in
// Stab(pi(w)).
std::vector<Construction> decision_mutants() {
  return {
      wrong_decision("decision_onto_is_enough",
                     "a point above f is taken whatever its stabilizer is",
                     is_above),
      wrong_decision("decision_by_projection",
                     "q(w) = f(e) for pi(w) = f",
                     [](GSet const& set, LabelMap const& q, Tuple const& f, Point w) {
                       return q[w.index()] == f.front() && same_stabilizer(set, w, f);
                     }),
      wrong_decision("decision_by_stabilizer",
                     "any point with the stabilizer of f, above it or not",
                     [](GSet const& set, LabelMap const&, Tuple const& f, Point w) {
                       return same_stabilizer(set, w, f);
                     }),
      wrong_decision("decision_for_free_inputs",
                     "only points that nothing fixes are taken",
                     [](GSet const& set, LabelMap const& q, Tuple const& f, Point w) {
                       return is_above(set, q, f, w) && stabilizer(set, w).order() == 1;
                     }),
      wrong_decision("decision_unshifted",
                     "pi with h for h^-1: q(h w) = f(h)",
                     [](GSet const& set, LabelMap const& q, Tuple const& f, Point w) {
                       return same_stabilizer(set, w, f) && tabulate(set.group(), [&](Element h) {
                                                              return q[set.act(h, w).index()];
                                                            }) == f;
                     }),
      first_above_alone(),
  };
}

std::vector<Construction> section_mutants() {
  return {
      wrong_section(
          "section_backward",
          "extended by the inverse: g f -> g^-1 w",
          [](GSet const& set, Element g, Point w) { return set.act(set.group().inverse(g), w); }),
      wrong_section("section_constant",
                    "the same point for the whole orbit: g f -> w",
                    [](GSet const&, Element, Point w) { return w; }),
      wrong_section("section_one_too_far",
                    "one point too far along the orbit: g f -> g a w",
                    [](GSet const& set, Element g, Point w) {
                      return set.act(g, set.act(last_element(set.group()), w));
                    }),
      wrong_section("section_conjugated",
                    "conjugated, which no abelian group shows: g f -> a g a^-1 w",
                    [](GSet const& set, Element g, Point w) {
                      return set.act(set.group().conjugate(g, last_element(set.group())), w);
                    }),
  };
}

} // namespace equivarify::algebra::lemmas
