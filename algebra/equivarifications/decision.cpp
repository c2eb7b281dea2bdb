#include "equivarify/algebra/equivarifications/decision.hpp"

#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace equivarify::algebra {
namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

/// The maps G/H -> Z by number, the digits in the order of a walk over the cosets; only numbers
/// below a bound matter.
class MapNumbers {
public:
  MapNumbers(Candidate const& candidate, Subgroup const& h)
      : candidate_{candidate}, walk_{h}, maps_{h, candidate.labels, walk_.cosets},
        points_(walk_.cosets.size()), weighed_(walk_.cosets.size(), nullptr) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < weighed_.size() && next < maps_.digits().size(); ++i) {
      if (maps_.digits()[next].coset == walk_.cosets[i]) {
        weighed_[i] = &maps_.digits()[next++];
      }
    }
  }

  [[nodiscard]] LabelMaps const& maps() const noexcept { return maps_; }

  /// Says below which number numbers matter.
  void set_bound(std::uint64_t bound) { bound_ = bound; }

  /// The number of the map t H -> q(t w), or \ref none if it is not below the bound.
  [[nodiscard]] std::uint32_t number_at(std::uint32_t w) {
    std::uint64_t number = 0;
    std::uint64_t weight = 1;
    points_[0] = w;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (i != 0) {
        points_[i] = candidate_.set.step_unchecked(walk_.via[i], points_[walk_.parent[i]]);
      }
      if (LabelDigit const* const digit = weighed_[i]) {
        number += weight * digit->rank(candidate_.projection[points_[i]]);
        if (number >= bound_) {
          return none;
        }
        weight = std::min(weight * digit->size(candidate_.labels), bound_);
      }
    }
    return static_cast<std::uint32_t>(number);
  }

private:
  Candidate const& candidate_;
  CosetWalk walk_;
  LabelMaps maps_;
  std::uint64_t bound_ = 0;
  std::vector<std::uint32_t> points_;
  std::vector<LabelDigit const*> weighed_; ///< by place in the walk
};

/// For the first maps G/H -> Z, one more than there are fixed points or all of them: a point above
/// each, or \ref none. Nothing where \p watch says no.
std::optional<std::vector<std::uint32_t>> points_above(SubgroupFinding const& finding,
                                                       std::vector<std::uint32_t> const& fixed,
                                                       MapNumbers& numbers,
                                                       Watch const& watch) {
  bool const all = finding.maps <= fixed.size();
  std::vector<std::uint32_t> above(all ? static_cast<std::size_t>(finding.maps) : fixed.size() + 1,
                                   none);
  for (std::uint32_t const w : fixed) {
    if (!watch.has_time()) {
      return {};
    }
    std::uint32_t const number = numbers.number_at(w);
    if (number != none && above[number] == none) {
      above[number] = w;
    }
  }
  return above;
}

std::vector<Label> missing_labels(Candidate const& candidate, InputClass const& inputs) {
  std::vector<bool> const needed = taken_labels(inputs.subgroups, candidate.labels);
  std::vector<bool> found(candidate.labels.size(), false);
  for (Label const label : candidate.projection) {
    found[label] = true;
  }
  std::vector<Label> missing;
  for (Label label = 0; label < candidate.labels.size(); ++label) {
    if (needed[label] && !found[label]) {
      missing.push_back(label);
    }
  }
  return missing;
}

/// Where a subgroup H acts on the labels: q(h w) = h q(w).
void require_equivariant(Candidate const& candidate) {
  if (auto const broken = broken_map(candidate.set, candidate.labels, candidate.projection)) {
    throw AlgebraError(fmt::format("the projection takes {} {} to {}, expected {}",
                                   candidate.set.group().name_of(broken->h),
                                   broken->x,
                                   broken->found,
                                   broken->expected));
  }
}

/// The lifts of the maps that are not lifted by composition, to the points \p above. Nothing where
/// \p watch says no.
std::optional<SubgroupLifts> lifts_of(Subgroup const& h,
                                      InputClass const& inputs,
                                      std::vector<std::uint32_t> const& above,
                                      LabelMaps const& maps,
                                      Watch const& watch) {
  CosetMapFilter const filter{h, inputs.subgroups};
  SubgroupLifts lifts{h, {}, {}};
  for (std::uint64_t number = 0; number < above.size(); ++number) {
    if (!watch.has_time()) {
      return {};
    }
    LabelMap const map = maps.at(number);
    if (filter.keeps(map)) {
      lifts.labels.insert(lifts.labels.end(), map.begin(), map.end());
      lifts.points.push_back(above[number]);
    }
  }
  return lifts;
}

} // namespace

LabelMap SubgroupLifts::map(std::size_t i) const {
  auto const first = labels.begin() + static_cast<std::ptrdiff_t>(i * subgroup.index());
  return {first, first + subgroup.index()};
}

void require_candidate(Candidate const& candidate) {
  if (candidate.labels.size() == 0) {
    throw AlgebraError("found no label, expected at least one");
  }
  if (candidate.projection.size() != candidate.set.size()) {
    throw AlgebraError(fmt::format("a projection from {} points, found {} values",
                                   candidate.set.size(),
                                   candidate.projection.size()));
  }
  for (std::size_t w = 0; w < candidate.projection.size(); ++w) {
    if (candidate.projection[w] >= candidate.labels.size()) {
      throw AlgebraError(fmt::format("the projection takes {} to {}, expected a label below {}",
                                     w,
                                     candidate.projection[w],
                                     candidate.labels.size()));
    }
  }
  require_equivariant(candidate);
}

std::optional<SubgroupDecision> decide_subgroup(Candidate const& candidate,
                                                InputClass const& inputs,
                                                std::size_t number,
                                                Watch const& watch) {
  Subgroup const& h = inputs.subgroups.at(number);
  std::vector<std::uint32_t> const fixed = candidate.set.fixed_points(h);
  MapNumbers numbers{candidate, h};
  SubgroupDecision result{{h, fixed.size(), numbers.maps().count()}, {}, {}};
  SubgroupFinding& finding = result.finding;
  numbers.set_bound(finding.maps <= fixed.size() ? static_cast<std::uint64_t>(finding.maps)
                                                 : fixed.size() + 1);
  auto const above = points_above(finding, fixed, numbers, watch);
  if (!above) {
    return {};
  }
  auto const missing = std::find(above->begin(), above->end(), none);
  finding.all_lift = missing == above->end();
  if (!finding.all_lift) {
    auto const first = static_cast<std::uint64_t>(missing - above->begin());
    result.counterexample = CosetMap{h, numbers.maps().at(first)};
    return result;
  }
  result.lifts = lifts_of(h, inputs, *above, numbers.maps(), watch);
  return result.lifts ? std::optional{std::move(result)} : std::nullopt;
}

Decision gather(Candidate const& candidate,
                InputClass const& inputs,
                std::vector<SubgroupDecision> const& parts) {
  Decision decision;
  decision.missing = missing_labels(candidate, inputs);
  for (SubgroupDecision const& part : parts) {
    decision.findings.push_back(part.finding);
    if (part.counterexample) {
      decision.counterexample = part.counterexample;
      decision.section.clear();
      break;
    }
    decision.section.push_back(*part.lifts);
  }
  return decision;
}

Decision decide(Candidate const& candidate, InputClass const& inputs) {
  require_candidate(candidate);
  std::vector<SubgroupDecision> parts;
  for (std::size_t i = 0; i < inputs.subgroups.size(); ++i) {
    parts.push_back(decide_subgroup(candidate, inputs, i).value());
    if (parts.back().counterexample) {
      break;
    }
  }
  return gather(candidate, inputs, parts);
}

} // namespace equivarify::algebra
