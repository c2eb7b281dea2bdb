#include "equivarify/algebra/equivarifications/lift_count.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {
namespace {

void require_map(Candidate const& candidate, SchreierGraph const& x, LabelMap const& map) {
  if (!(candidate.set.group() == x.group())) {
    throw AlgebraError(
        fmt::format("one set is acted on by {}, the other by {}; expected the same group",
                    x.group().name(),
                    candidate.set.group().name()));
  }
  if (map.size() != x.size()) {
    throw AlgebraError(fmt::format("a map from {} points, found {} values", x.size(), map.size()));
  }
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i] >= candidate.labels.size()) {
      throw AlgebraError(fmt::format(
          "the map takes {} to {}, expected a label below {}", i, map[i], candidate.labels.size()));
    }
  }
}

/// Tries points of W as images of the first point of an orbit of X.
class OrbitLifter {
public:
  OrbitLifter(Candidate const& candidate, SchreierGraph const& x, LabelMap const& map)
      : candidate_{candidate}, x_{x}, map_{map}, image_(x.size(), 0), attempt_(x.size(), 0) {}

  /// Whether there is a lift of the orbit that takes its first point to \p w; it is then the image.
  bool lifts_to(std::vector<std::uint32_t> const& orbit, std::uint32_t w) {
    ++attempts_;
    set(orbit.front(), w);
    return std::all_of(orbit.begin(), orbit.end(), [this](std::uint32_t y) {
      return candidate_.projection[image_[y]] == map_[y] && extend_from(y);
    });
  }

  /// The number of lifts of the orbit; the first is written to \p first, if there is one.
  std::uint64_t count(std::vector<std::uint32_t> const& orbit,
                      std::optional<std::vector<std::uint32_t>>& first) {
    std::uint64_t lifts = 0;
    for (std::uint32_t w = 0; w < candidate_.set.size(); ++w) {
      if (lifts_to(orbit, w) && ++lifts == 1 && first) {
        copy_image(orbit, *first);
      }
    }
    return lifts;
  }

private:
  void copy_image(std::vector<std::uint32_t> const& orbit, std::vector<std::uint32_t>& to) const {
    for (std::uint32_t const y : orbit) {
      to[y] = image_[y];
    }
  }

  void set(std::uint32_t y, std::uint32_t w) {
    image_[y] = w;
    attempt_[y] = attempts_;
  }

  /// Sets or checks the images of the neighbours of \p y.
  bool extend_from(std::uint32_t y) {
    for (std::size_t k = 0; k < x_.images().size(); ++k) {
      std::uint32_t const neighbour = x_.step_unchecked(k, y);
      std::uint32_t const expected = candidate_.set.step_unchecked(k, image_[y]);
      if (attempt_[neighbour] != attempts_) {
        set(neighbour, expected);
      }
      if (image_[neighbour] != expected) {
        return false;
      }
    }
    return true;
  }

  Candidate const& candidate_;
  SchreierGraph const& x_;
  LabelMap const& map_;
  std::vector<std::uint32_t> image_;
  std::vector<std::uint64_t> attempt_; ///< at which each image was set
  std::uint64_t attempts_ = 0;
};

} // namespace

LiftCount count_lifts(Candidate const& candidate, SchreierGraph const& x, LabelMap const& map) {
  require_map(candidate, x, map);
  LiftCount result;
  result.first.emplace(x.size());
  OrbitLifter lifter{candidate, x, map};
  std::vector<bool> seen(x.size(), false);
  for (std::uint32_t start = 0; start < x.size(); ++start) {
    if (seen[start]) {
      continue;
    }
    std::uint64_t const lifts = lifter.count(x.orbit(start, seen), result.first);
    result.lifts *= lifts;
    if (lifts == 0 && !result.stuck) {
      result.stuck = start;
      result.first.reset();
    }
  }
  return result;
}

bool has_lift_at(Candidate const& candidate,
                 SchreierGraph const& orbit,
                 LabelMap const& map,
                 std::uint32_t w) {
  std::vector<bool> seen(orbit.size(), false);
  return OrbitLifter{candidate, orbit, map}.lifts_to(orbit.orbit(0, seen), w);
}

} // namespace equivarify::algebra
