#include "equivarify/algebra/equivarifications/decision_check.hpp"

#include "equivarify/algebra/equivarifications/lift_count.hpp"
#include "equivarify/algebra/error.hpp"

#include <algorithm>

namespace equivarify::algebra {
namespace {

void check_counterexample(Candidate const& candidate, CosetMap const& map) {
  SchreierGraph const x = SchreierGraph::coset_space(map.subgroup);
  EQUIVARIFY_ASSERT(count_lifts(candidate, x, map.labels).lifts == 0,
                    "the counterexample has a lift");
}

void check_lifts(Candidate const& candidate, SubgroupLifts const& lifts) {
  SchreierGraph const x = SchreierGraph::coset_space(lifts.subgroup);
  for (std::size_t i = 0; i < lifts.points.size(); ++i) {
    EQUIVARIFY_ASSERT(has_lift_at(candidate, x, lifts.map(i), lifts.points[i]),
                      "a point of the section gives no lift");
  }
}

/// The numbers of the cosets t g K for all t in \p from.
std::vector<std::uint32_t> shifted(Group const& group,
                                   std::vector<Element> const& from,
                                   Element g,
                                   std::vector<std::uint32_t> const& number) {
  std::vector<std::uint32_t> images;
  images.reserve(from.size());
  for (Element const t : from) {
    images.push_back(number[group.multiply_unchecked(t.index(), g.index())]);
  }
  return images;
}

/// For each g K that every h in \p h fixes, which is a map G/H -> G/K: the numbers of the cosets
/// t g K for all t H.
std::vector<std::vector<std::uint32_t>> maps_between(Subgroup const& h, Subgroup const& k) {
  std::vector<std::uint32_t> const number = k.coset_numbers();
  std::vector<Element> const cosets = h.transversal();
  std::vector<std::vector<std::uint32_t>> result;
  for (Element const g : k.transversal()) {
    std::vector<std::uint32_t> const moved = shifted(h.group(), h.elements(), g, number);
    if (std::count(moved.begin(), moved.end(), number[g.index()]) == h.order()) {
      result.push_back(shifted(h.group(), cosets, g, number));
    }
  }
  return result;
}

/// Marks the maps from one G/H, numbered by their labels as digits.
class Coverage {
public:
  Coverage(Subgroup const& h, std::uint32_t labels, std::uint64_t maps)
      : h_{h}, labels_{labels}, covered_(maps, false) {}

  void cover(SubgroupLifts const& lifts) {
    for (std::vector<std::uint32_t> const& images : maps_between(h_, lifts.subgroup)) {
      for (std::size_t i = 0; i < lifts.points.size(); ++i) {
        covered_[number(lifts.map(i), images)] = true;
      }
    }
  }

  [[nodiscard]] bool is_complete() const {
    return std::all_of(covered_.begin(), covered_.end(), [](bool covered) { return covered; });
  }

private:
  [[nodiscard]] std::uint64_t number(LabelMap const& map,
                                     std::vector<std::uint32_t> const& images) const {
    std::uint64_t number = 0;
    for (std::uint32_t const image : images) {
      number = number * labels_ + map[image];
    }
    return number;
  }

  Subgroup const& h_;
  std::uint32_t labels_;
  std::vector<bool> covered_;
};

void check_coverage(Candidate const& candidate,
                    Subgroup const& h,
                    std::vector<SubgroupLifts> const& section) {
  BigInteger const maps = boost::multiprecision::pow(BigInteger{candidate.labels}, h.index());
  EQUIVARIFY_ASSERT(maps <= candidate.set.size(), "there are more maps than points to lift them");
  Coverage coverage{h, candidate.labels, static_cast<std::uint64_t>(maps)};
  for (SubgroupLifts const& lifts : section) {
    coverage.cover(lifts);
  }
  EQUIVARIFY_ASSERT(coverage.is_complete(), "a map is not lifted by the section");
}

} // namespace

void check_decision(Candidate const& candidate,
                    InputClass const& inputs,
                    Decision const& decision) {
  if (decision.counterexample) {
    check_counterexample(candidate, *decision.counterexample);
    return;
  }
  for (SubgroupLifts const& lifts : decision.section) {
    check_lifts(candidate, lifts);
  }
  for (Subgroup const& h : inputs.subgroups) {
    check_coverage(candidate, h, decision.section);
  }
}

} // namespace equivarify::algebra
