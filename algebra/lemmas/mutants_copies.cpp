#include "equivarify/algebra/lemmas/mutant_parts.hpp"

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

/// A lift whose copy h holds F(\p source (h) x).
template <typename Source>
Construction wrong_lift(std::string name, std::string description, Source const& source) {
  Construction result = variant(std::move(name), std::move(description));
  result.lift = [source](Group const& group, ValueAlongOrbit const& value) {
    return tabulate(group, [&](Element h) { return value(source(group, h)); });
  };
  return result;
}

/// The lift with its copies then changed by \p change.
template <typename Change>
Construction spoilt_lift(std::string name, std::string description, Change const& change) {
  Construction result = variant(std::move(name), std::move(description));
  result.lift = [lift = result.lift, change](Group const& group, ValueAlongOrbit const& value) {
    Tuple s = lift(group, value);
    change(s);
    return s;
  };
  return result;
}

/// An action with s(\p source (g, h)) at copy h of g s.
template <typename Source>
Construction wrong_action(std::string name, std::string description, Source const& source) {
  Construction result = variant(std::move(name), std::move(description));
  result.act = [source](Group const& group, Element g, Tuple const& s) {
    return tabulate(group, [&](Element h) { return s[source(group, g, h).index()]; });
  };
  return result;
}

Construction
wrong_projection(std::string name, std::string description, Label (*project)(Tuple const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.project = [project](Group const&, Tuple const& s) { return project(s); };
  return result;
}

bool is_generator(Group const& group, Element h) {
  return std::any_of(group.generators().begin(),
                     group.generators().end(),
                     [&](Generator const& generator) { return generator.element == h; });
}

std::vector<Construction> joined(std::vector<Construction> first,
                                 std::vector<Construction> const& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::vector<Construction> lifts_from_wrong_points() {
  return {
      wrong_lift("lift_from_elsewhere",
                 "lifted at another point of the orbit: F^(x)(h) = F(h^-1 a x)",
                 [](Group const& group, Element h) {
                   return group.multiply(group.inverse(h), last_element(group));
                 }),
      wrong_lift("lift_one_too_far",
                 "every copy one too far: F^(x)(h) = F((h a)^-1 x)",
                 [](Group const& group, Element h) {
                   return group.inverse(group.multiply(h, last_element(group)));
                 }),
      wrong_lift("lift_conjugated",
                 "conjugated, which no abelian group shows: F^(x)(h) = F(a^-1 h^-1 a x)",
                 [](Group const& group, Element h) {
                   return group.conjugate(group.inverse(h), group.inverse(last_element(group)));
                 }),
      wrong_lift("lift_squared",
                 "turned twice: F^(x)(h) = F(h^-2 x)",
                 [](Group const& group, Element h) { return group.power(h, -2); }),
      wrong_lift("lift_inverts_generators_alone",
                 "the inverse taken of the generators alone: F^(x)(h) = F(h x) for the others",
                 [](Group const& group, Element h) {
                   return is_generator(group, h) ? group.inverse(h) : h;
                 }),
  };
}

std::vector<Construction> spoilt_lifts() {
  return {
      spoilt_lift("lift_reversed",
                  "the copies stored from the last to the first",
                  [](Tuple& s) { std::reverse(s.begin(), s.end()); }),
      spoilt_lift("lift_last_two_exchanged",
                  "the last two copies stored in each other's place",
                  [](Tuple& s) {
                    if (s.size() > 2) {
                      std::swap(s[s.size() - 1], s[s.size() - 2]);
                    }
                  }),
      spoilt_lift("lift_first_alone",
                  "computed at e alone, the other copies left 0",
                  [](Tuple& s) { std::fill(s.begin() + 1, s.end(), 0); }),
      spoilt_lift("lift_last_forgotten",
                  "the last copy left as the one before it",
                  [](Tuple& s) { s.back() = s[s.size() - std::min<std::size_t>(2, s.size())]; }),
      spoilt_lift("lift_sorted",
                  "the copies sorted by their values",
                  [](Tuple& s) { std::sort(s.begin(), s.end()); }),
      spoilt_lift("lift_pooled_with_first",
                  "the larger of F(x) and F(h^-1 x) at h",
                  [](Tuple& s) {
                    for (Label& value : s) {
                      value = std::max(value, s.front());
                    }
                  }),
  };
}

std::vector<Construction> other_translations() {
  return {
      wrong_action("action_of_the_authors",
                   "the authors' shift under the formula's lift: (g s)(h) = s(h g)",
                   [](Group const& group, Element g, Element h) { return group.multiply(h, g); }),
      wrong_action("action_trivial",
                   "nothing moves: g s = s",
                   [](Group const&, Element, Element h) { return h; }),
      wrong_action("action_by_conjugation",
                   "conjugation for translation: (g s)(h) = s(g^-1 h g)",
                   [](Group const& group, Element g, Element h) {
                     return group.conjugate(h, group.inverse(g));
                   }),
      wrong_action("action_from_both_sides",
                   "multiplied on both sides: (g s)(h) = s(g^-1 h g^-1)",
                   [](Group const& group, Element g, Element h) {
                     Element const back = group.inverse(g);
                     return group.multiply(group.multiply(back, h), back);
                   }),
      wrong_action("action_squared",
                   "shifted twice: (g s)(h) = s(g^-2 h)",
                   [](Group const& group, Element g, Element h) {
                     return group.multiply(group.power(g, -2), h);
                   }),
  };
}

std::vector<Construction> partial_actions() {
  return {
      wrong_action("action_keeps_first",
                   "the copy at e stays where it is",
                   [](Group const& group, Element g, Element h) {
                     return h == group.identity() ? h : group.multiply(group.inverse(g), h);
                   }),
      wrong_action("action_by_numbers",
                   "shifted by the number of g, as if every group were cyclic",
                   [](Group const& group, Element g, Element h) {
                     std::uint32_t const n = group.order();
                     return group.element((h.index() + n - g.index()) % n);
                   }),
      wrong_action("action_of_generators_alone",
                   "only generators shift, other elements do nothing",
                   [](Group const& group, Element g, Element h) {
                     return is_generator(group, g) ? group.multiply(group.inverse(g), h) : h;
                   }),
  };
}

} // namespace

std::vector<Construction> lift_mutants() {
  return joined(lifts_from_wrong_points(), spoilt_lifts());
}

std::vector<Construction> action_mutants() {
  return joined(other_translations(), partial_actions());
}

std::vector<Construction> projection_mutants() {
  return {
      wrong_projection("projection_at_second",
                       "projected at the second element: p(s) = s(g_1)",
                       [](Tuple const& s) { return s[s.size() > 1 ? 1 : 0]; }),
      wrong_projection("projection_to_largest",
                       "projected to the largest value: p(s) = max over h of s(h)",
                       [](Tuple const& s) { return *std::max_element(s.begin(), s.end()); }),
      wrong_projection("projection_to_smallest",
                       "projected to the smallest value: p(s) = min over h of s(h)",
                       [](Tuple const& s) { return *std::min_element(s.begin(), s.end()); }),
      wrong_projection("projection_to_middle",
                       "projected to the median of the values",
                       [](Tuple const& s) {
                         Tuple sorted = s;
                         std::sort(sorted.begin(), sorted.end());
                         return sorted[sorted.size() / 2];
                       }),
  };
}

} // namespace equivarify::algebra::lemmas
