#include "equivarify/algebra/equivarifications/decision_check.hpp"

#include "equivarify/algebra/equivarifications/lift_count.hpp"
#include "equivarify/algebra/error.hpp"

#include <algorithm>

namespace equivarify::algebra {
namespace {

/// Whether F(s y) = s F(y) for the subgroup that acts on the labels.
bool is_equivariant(Labels const& labels, SchreierGraph const& x, LabelMap const& map) {
  std::vector<Element> const generators =
      labels.subgroup() == nullptr ? std::vector<Element>{} : labels.subgroup()->generators();
  for (Element const s : generators) {
    for (std::uint32_t y = 0; y < x.size(); ++y) {
      if (map[x.act(s, Point{y}).index()] != labels.act(s, map[y])) {
        return false;
      }
    }
  }
  return true;
}

void check_counterexample(Candidate const& candidate, CosetMap const& map) {
  SchreierGraph const x = SchreierGraph::coset_space(map.subgroup);
  EQUIVARIFY_ASSERT(is_equivariant(candidate.labels, x, map.labels),
                    "the counterexample is not equivariant");
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

/// An orbit of the subgroup K that acts on the labels, on the cosets of H; the labels that an
/// equivariant map may take on its first coset, found by trying each.
struct TriedOrbit {
  std::uint32_t first = 0;
  std::uint64_t size = 0;          ///< the number of such labels
  std::vector<std::uint32_t> rank; ///< of each label; empty if all may be taken
};

/// Finds these orbits, and no stabilizer.
class OrbitTrial {
public:
  OrbitTrial(Labels const& labels, Subgroup const& h)
      : labels_{labels}, x_{SchreierGraph::coset_space(h)}, label_(x_.size(), 0),
        attempt_(x_.size(), 0), seen_(x_.size(), false) {
    if (Subgroup const* const k = labels.subgroup()) {
      generators_ = k->generators();
    }
  }

  std::vector<TriedOrbit> run() {
    std::vector<TriedOrbit> orbits;
    for (std::uint32_t first = 0; first < x_.size(); ++first) {
      if (seen_[first]) {
        continue;
      }
      TriedOrbit& orbit = orbits.emplace_back(TriedOrbit{first, labels_.size(), {}});
      if (!generators_.empty()) {
        try_all(orbit);
      }
    }
    return orbits;
  }

private:
  void try_all(TriedOrbit& orbit) {
    orbit.size = 0;
    for (Label label = 0; label < labels_.size(); ++label) {
      orbit.rank.push_back(static_cast<std::uint32_t>(orbit.size));
      orbit.size += extends(orbit.first, label) ? 1U : 0U;
    }
  }

  /// Whether the label \p label at \p first extends to the orbit with F(s y) = s F(y).
  bool extends(std::uint32_t first, Label label) {
    ++attempts_;
    std::vector<std::uint32_t> walked;
    bool fits = put(first, label, walked);
    for (std::size_t i = 0; i < walked.size(); ++i) { // it grows
      for (Element const s : generators_) {
        std::uint32_t const y = walked[i];
        fits = put(x_.act(s, Point{y}).index(), labels_.act(s, label_[y]), walked) && fits;
      }
    }
    return fits;
  }

  bool put(std::uint32_t y, Label label, std::vector<std::uint32_t>& walked) {
    if (attempt_[y] == attempts_) {
      return label_[y] == label;
    }
    attempt_[y] = attempts_;
    label_[y] = label;
    seen_[y] = true;
    walked.push_back(y);
    return true;
  }

  Labels const& labels_;
  SchreierGraph x_;
  std::vector<Element> generators_;
  std::vector<Label> label_;
  std::vector<std::uint32_t> attempt_; ///< at which each label was put
  std::vector<bool> seen_;
  std::uint32_t attempts_ = 0;
};

/// Marks the maps from one G/H, numbered by their labels as digits.
class Coverage {
public:
  Coverage(Subgroup const& h, Labels const& labels) : h_{h}, orbits_{OrbitTrial{labels, h}.run()} {}

  /// The number of maps there are.
  [[nodiscard]] BigInteger maps() const {
    BigInteger product = 1;
    for (TriedOrbit const& orbit : orbits_) {
      product *= orbit.size;
    }
    return product;
  }

  /// \pre maps() is the number of the points at most.
  void start() { covered_.assign(static_cast<std::uint64_t>(maps()), false); }

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
    for (TriedOrbit const& orbit : orbits_) {
      Label const label = map[images[orbit.first]];
      number = number * orbit.size + (orbit.rank.empty() ? label : orbit.rank[label]);
    }
    return number;
  }

  Subgroup const& h_;
  std::vector<TriedOrbit> orbits_;
  std::vector<bool> covered_;
};

void check_coverage(Candidate const& candidate,
                    Subgroup const& h,
                    std::vector<SubgroupLifts> const& section) {
  Coverage coverage{h, candidate.labels};
  EQUIVARIFY_ASSERT(coverage.maps() <= candidate.set.size(),
                    "there are more maps than points to lift them");
  coverage.start();
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
