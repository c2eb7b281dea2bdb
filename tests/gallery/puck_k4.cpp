#include <algorithm>
#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

/// A puck's place and speed along one axis of a table. A motor pushes it by at most 1.
struct Axis {
  double place;
  double speed;

  /// Above 0 it must be pushed down first, below 0 up: it is 0 where braking now ends in the
  /// middle.
  [[nodiscard]] double overshoot() const { return place + speed * std::abs(speed) / 2; }

  /// The least time in which it comes to rest in the middle: a full push, then a full brake
  /// (Bushaw 1953).
  [[nodiscard]] double time() const {
    double const side = overshoot() < 0 ? -1 : 1;
    return side * speed + std::sqrt(4 * side * place + 2 * speed * speed);
  }
};

// The cost of a state is the time until the slower of the two axes is at rest; mirrors of the table
// do not change it, and turn the pushes round. A push is given up gently where it hardly matters.
void add_row(Random& random, Split& split) {
  std::array<Axis, 2> axes{};
  for (Axis& axis : axes) {
    axis = {random.uniform(-1, 1), random.uniform(-1, 1)};
  }
  for (Axis const& axis : axes) {
    split.field("inputs").add(axis.place);
    split.field("inputs").add(axis.speed);
    split.field("push").add(-std::tanh(4 * axis.overshoot()));
  }
  split.field("time").add(std::max(axes[0].time(), axes[1].time()));
}

} // namespace

std::vector<Split> puck_k4(fs::path const&) {
  return draw({{"inputs", {4}}, {"push", {2}}, {"time", {1}}}, 8000, 2000, add_row);
}

} // namespace equivarify::gallery
