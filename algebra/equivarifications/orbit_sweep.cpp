#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::algebra {

OrbitSweep::OrbitSweep(Subgroup const& h, Labels const& labels, OrbitKind kind, BigInteger orbits)
    : subgroup_{h}, kind_{kind}, orbits_{std::move(orbits)}, maps_{h, labels},
      filter_{kind == OrbitKind::reduced ? CosetMapFilter::of_reduced(h) : CosetMapFilter{h, {}}} {}

std::optional<std::vector<std::uint64_t>>
OrbitSweep::find(std::uint64_t first, std::uint64_t end, Watch const& watch) const {
  constexpr std::uint64_t few = 64; // of which one costs about as much as the question
  std::vector<std::uint64_t> found;
  if (first >= end) {
    return found;
  }
  LabelMap map = maps_.at(first);
  for (std::uint64_t number = first; number < end; ++number) {
    if ((number - first) % few == 0 && !watch.has_time()) {
      return {};
    }
    if (filter_.keeps(map)) {
      found.push_back(number);
    }
    maps_.advance(map);
  }
  return found;
}

bool OrbitSweep::keeps(std::uint64_t number) const {
  return filter_.keeps(maps_.at(number));
}

CosetMap OrbitSweep::map(std::uint64_t number) const {
  return {subgroup_, maps_.at(number)};
}

void require_short(std::vector<OrbitSweep> const& sweeps, std::uint64_t most) {
  for (OrbitSweep const& each : sweeps) {
    if (each.maps() > most) {
      throw LimitError(
          fmt::format("{} maps from the cosets of {} to the labels; at most {} are listed",
                      to_string(each.maps()),
                      each.subgroup().to_string(),
                      most));
    }
  }
}

std::vector<SweptOrbits> sweep(std::vector<OrbitSweep> const& sweeps) {
  std::vector<SweptOrbits> result;
  for (OrbitSweep const& each : sweeps) {
    SweptOrbits& swept = result.emplace_back(SweptOrbits{each.kind(), {}});
    auto const numbers = each.find(0, static_cast<std::uint64_t>(each.maps()));
    for (std::uint64_t const number : numbers.value()) {
      swept.orbits.push_back(each.map(number));
    }
  }
  return result;
}

} // namespace equivarify::algebra
