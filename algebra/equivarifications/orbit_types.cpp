#include "equivarify/algebra/equivarifications/orbit_types.hpp"

#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace equivarify::algebra {
namespace {

/// One map for each orbit of Z^{xG} whose stabilizers are conjugate to \p h. \throws LimitError if
/// the maps to go through are too many
std::vector<CosetMap> reduced_orbits(Subgroup const& h, Labels const& labels) {
  std::vector<OrbitSweep> const sweeps{{h, labels, OrbitKind::reduced, BigInteger{}}};
  require_short(sweeps, max_listed_maps);
  return sweep(sweeps).front().orbits;
}

/// Counts the orbits of a candidate by type.
class OrbitCounter {
public:
  explicit OrbitCounter(Candidate const& candidate) : candidate_{candidate} {
    for (SubgroupClass const& subgroups : subgroup_classes(candidate.set.group())) {
      stabilizers_.push_back(subgroups.representative);
    }
    std::stable_sort(stabilizers_.begin(), stabilizers_.end(), [](auto const& a, auto const& b) {
      return a.index() < b.index();
    });
    filters_.resize(stabilizers_.size());
    std::vector<bool> seen(candidate.set.size());
    for (std::uint32_t x = 0; x < candidate.set.size(); ++x) {
      if (!seen[x]) {
        count(candidate.set.orbit(x, seen));
      }
    }
  }

  /// Takes one of each orbit of Z^{xG} away.
  CandidateClass without_product() {
    CandidateClass result;
    auto const points =
        count_label_maps(Subgroup::trivial(candidate_.set.group()), candidate_.labels);
    result.is_equivarification = points <= candidate_.set.size();
    if (result.is_equivarification) {
      take_product(result);
    }
    for (auto const& [type, times] : types_) {
      if (times > 0) {
        result.added.push_back({{stabilizers_[type.first], type.second}, times});
      }
    }
    return result;
  }

private:
  using Type = std::pair<std::size_t, LabelMap>; ///< the number of the stabilizer, and the map

  void take_product(CandidateClass& result) {
    for (std::size_t n = 0; n < stabilizers_.size(); ++n) {
      for (CosetMap& orbit : reduced_orbits(stabilizers_[n], candidate_.labels)) {
        auto const found = types_.find({n, orbit.labels});
        if (found != types_.end()) {
          --found->second;
        } else {
          result.missing.push_back(std::move(orbit));
          result.is_equivarification = false;
        }
      }
    }
  }

  void count(std::vector<std::uint32_t> const& orbit) {
    for (std::uint32_t const x : orbit) {
      if (auto const n = number_of(candidate_.set.stabilizer(Point{x}), orbit.size())) {
        LabelMap labels = labels_from(x, stabilizers_[*n]);
        if (filter(*n).keeps(labels)) {
          ++types_[{*n, std::move(labels)}];
          return;
        }
      }
    }
    throw InternalError{"an orbit without a first map of its class"};
  }

  /// The number of \p stabilizer, of an orbit of \p points points, if it stands for its class.
  [[nodiscard]] std::optional<std::size_t> number_of(Subgroup const& stabilizer,
                                                     std::size_t points) const {
    for (std::size_t n = 0; n < stabilizers_.size(); ++n) {
      if (stabilizers_[n].index() == points && stabilizers_[n] == stabilizer) {
        return n;
      }
    }
    return std::nullopt;
  }

  /// The labels of the t_i \p x for the cosets t_i H of the stabilizer H.
  [[nodiscard]] LabelMap labels_from(std::uint32_t x, Subgroup const& stabilizer) const {
    LabelMap labels;
    for (Element const t : stabilizer.transversal()) {
      labels.push_back(candidate_.projection[candidate_.set.act(t, Point{x}).index()]);
    }
    return labels;
  }

  CosetMapFilter const& filter(std::size_t n) {
    if (!filters_[n]) {
      filters_[n].emplace(stabilizers_[n], std::vector<Subgroup>{});
    }
    return *filters_[n];
  }

  Candidate const& candidate_;
  std::vector<Subgroup> stabilizers_; ///< one of each class, the largest first
  std::vector<std::optional<CosetMapFilter>> filters_;
  std::map<Type, std::uint64_t> types_;
};

} // namespace

CandidateClass class_of(Candidate const& candidate) {
  return OrbitCounter{candidate}.without_product();
}

} // namespace equivarify::algebra
