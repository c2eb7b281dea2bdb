/// \file
/// Lattices of states that a mirror maps to themselves.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_LATTICE_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_LATTICE_HPP

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace controllers {

/// What the mirror does to a coordinate.
enum class Mirror {
  keeps,
  negates,
  shifts_by_half ///< of a period: level k becomes k + levels / 2
};

/// A coordinate of a state: evenly spaced levels from `least` to `greatest`, without the end where
/// it goes round. What is negated goes from -greatest to greatest.
struct Axis {
  std::size_t levels;
  double least;
  double greatest;
  Mirror mirror = Mirror::keeps;

  /// The coordinate at level \p k. The levels of a negated axis are each other's negatives to the
  /// bit.
  [[nodiscard]] double at(std::size_t k) const {
    if (mirror == Mirror::negates) {
      double const steps = static_cast<double>(levels) - 1;
      return greatest * (2 * static_cast<double>(k) - steps) / steps;
    }
    double const steps = static_cast<double>(levels) - (mirror == Mirror::keeps ? 1 : 0);
    return least + (greatest - least) * static_cast<double>(k) / steps;
  }

  [[nodiscard]] std::size_t mirrored(std::size_t k) const {
    switch (mirror) {
    case Mirror::keeps:
      return k;
    case Mirror::negates:
      return levels - 1 - k;
    case Mirror::shifts_by_half:
      break;
    }
    return (k + levels / 2) % levels;
  }
};

/// The levels of an axis that has \p most, or by the share \p share fewer: at least 3, and an odd
/// number, so that there is one in the middle.
inline std::size_t odd_levels(std::size_t most, double share) {
  auto const levels = static_cast<std::size_t>(static_cast<double>(most) * share);
  return std::max<std::size_t>(3, levels) | 1U;
}

/// All combinations of levels, numbered with the last axis the fastest.
class Lattice {
public:
  explicit Lattice(std::vector<Axis> axes) : axes_{std::move(axes)} {}

  [[nodiscard]] std::size_t size() const {
    std::size_t size = 1;
    for (Axis const& axis : axes_) {
      size *= axis.levels;
    }
    return size;
  }

  [[nodiscard]] std::vector<std::size_t> levels_of(std::size_t point) const {
    std::vector<std::size_t> levels(axes_.size());
    for (std::size_t a = axes_.size(); a-- > 0;) {
      levels[a] = point % axes_[a].levels;
      point /= axes_[a].levels;
    }
    return levels;
  }

  /// The number of the mirror image.
  [[nodiscard]] std::size_t mirrored(std::size_t point) const {
    std::vector<std::size_t> const levels = levels_of(point);
    std::size_t image = 0;
    for (std::size_t a = 0; a < axes_.size(); ++a) {
      image = image * axes_[a].levels + axes_[a].mirrored(levels[a]);
    }
    return image;
  }

  [[nodiscard]] std::vector<double> coordinates(std::size_t point) const {
    std::vector<std::size_t> const levels = levels_of(point);
    std::vector<double> values;
    for (std::size_t a = 0; a < axes_.size(); ++a) {
      values.push_back(axes_[a].at(levels[a]));
    }
    return values;
  }

  [[nodiscard]] std::vector<Axis> const& axes() const { return axes_; }

private:
  std::vector<Axis> axes_;
};

} // namespace controllers

#endif
