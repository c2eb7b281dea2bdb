#include <algorithm>
#include <array>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 5;
using Point = std::array<int, 3>;

/// \p point after the quarter turn about \p axis.
Point turned(Point const& point, std::size_t axis) {
  std::size_t const next = (axis + 1) % 3;
  std::size_t const last = (axis + 2) % 3;
  Point result = point;
  result[next] = -point[last];
  result[last] = point[next];
  return result;
}

// Four cubes in a screw, left- or right-handed, in any of its 24 positions, somewhere in a noisy
// volume. No rotation takes one hand to the other, so that the class does not change while the
// volume is turned.
void add_row(Random& random, Split& split) {
  std::size_t const hand = random.below(2);
  std::array<Point, 4> cubes{{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {1, 1, hand == 0 ? 1 : -1}}};
  for (int turn = 0; turn < 9; ++turn) {
    std::size_t const axis = random.below(3);
    for (Point& cube : cubes) {
      cube = turned(cube, axis);
    }
  }
  std::array<double, size * size * size> volume{};
  for (double& cell : volume) {
    cell = 0.15 * noise(random);
  }
  Point lowest = cubes[0];
  Point highest = cubes[0];
  for (Point const& cube : cubes) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      lowest[axis] = std::min(lowest[axis], cube[axis]);
      highest[axis] = std::max(highest[axis], cube[axis]);
    }
  }
  Point shift{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    int const room = static_cast<int>(size) - (highest[axis] - lowest[axis]);
    shift[axis] = static_cast<int>(random.below(static_cast<std::uint64_t>(room))) - lowest[axis];
  }
  for (Point const& cube : cubes) {
    std::size_t place = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      place = place * size + static_cast<std::size_t>(cube[axis] + shift[axis]);
    }
    volume[place] += 1;
  }
  for (double const cell : volume) {
    split.field("inputs").add(cell);
  }
  split.field("hand").add(static_cast<double>(hand));
}

} // namespace

std::vector<Split> tetracubes(fs::path const&) {
  return draw({{"inputs", {size, size, size}}, {"hand", {}}}, 12000, 1000, add_row);
}

} // namespace equivarify::gallery
