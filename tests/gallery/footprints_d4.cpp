#include <array>
#include <cmath>
#include <numbers>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 20;

/// An ellipse with axes along rows and columns.
struct Ellipse {
  double row;
  double column;
  double height;
  double width;

  [[nodiscard]] bool covers(double i, double j) const {
    return std::hypot((i - row) / height, (j - column) / width) < 1;
  }
};

/// The print of a left foot whose toes point up: its inner side, with the arch and the big toe, is
/// to the right.
constexpr std::array<Ellipse, 8> left_foot{{{5, -0.4, 2.4, 2},
                                            {1, -1.4, 4, 1},
                                            {-2.5, -0.2, 2.6, 3},
                                            {-6.8, 1.8, 1.6, 1.2},
                                            {-7, -0.2, 1, 0.8},
                                            {-6.2, -1.7, 0.9, 0.7},
                                            {-5.2, -2.8, 0.8, 0.7},
                                            {-4, -3.7, 0.7, 0.7}}};

// A print of one of the two feet in noise, turned by any angle. Turns do not change which foot it
// is, and mirrors exchange left and right.
void add_row(Random& random, Split& split) {
  std::size_t const foot = random.below(2);
  double const angle = random.uniform(0, 2 * std::numbers::pi);
  double const scale = random.uniform(0.85, 1.1);
  double const row = (size - 1) / 2.0 + random.uniform(-1, 1);
  double const column = (size - 1) / 2.0 + random.uniform(-1, 1);
  for (std::size_t cell = 0; cell < size * size; ++cell) {
    double const i = (static_cast<double>(cell / size) - row) / scale;
    double const j = (static_cast<double>(cell % size) - column) / scale;
    double const along = std::cos(angle) * i + std::sin(angle) * j;
    double const across = (foot == 0 ? 1 : -1) * (std::cos(angle) * j - std::sin(angle) * i);
    bool printed = false;
    for (Ellipse const& part : left_foot) {
      printed = printed || part.covers(along, across);
    }
    split.field("inputs").add((printed ? 1 : 0) + 0.4 * noise(random));
  }
  split.field("foot").add(static_cast<double>(foot));
}

} // namespace

std::vector<Split> footprints_d4(fs::path const&) {
  return draw({{"inputs", {1, size, size}}, {"foot", {}}}, 6000, 2000, add_row);
}

} // namespace equivarify::gallery
