#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 24;

/// A rectangle or a ring, lighter or darker than what it lies on.
struct Shape {
  double row;
  double column;
  double angle;
  double length;
  double width;
  double light;
  bool round;

  [[nodiscard]] bool covers(double i, double j) const {
    double const along = std::cos(angle) * (i - row) + std::sin(angle) * (j - column);
    double const across = std::cos(angle) * (j - column) - std::sin(angle) * (i - row);
    return round ? std::abs(std::hypot(along, across) - length) < width / 2
                 : std::abs(along) < length && std::abs(across) < width;
  }
};

Shape draw_shape(Random& random) {
  return {random.uniform(3, size - 4),
          random.uniform(3, size - 4),
          random.uniform(0, std::numbers::pi),
          random.uniform(3, 7),
          random.uniform(1.5, 3),
          random.uniform(-1, 1),
          random.below(2) == 1};
}

// Shapes upon each other, and the same in strong noise.
void add_row(Random& random, Split& split) {
  std::array<Shape, 4> shapes{};
  std::generate(shapes.begin(), shapes.end(), [&random] { return draw_shape(random); });
  for (std::size_t cell = 0; cell < size * size; ++cell) {
    double light = 0;
    for (Shape const& shape : shapes) {
      if (shape.covers(static_cast<double>(cell / size), static_cast<double>(cell % size))) {
        light = shape.light;
      }
    }
    split.field("clean").add(light);
    split.field("inputs").add(light + 0.4 * noise(random));
  }
}

} // namespace

std::vector<Split> denoiser_d4(fs::path const&) {
  return draw({{"inputs", {1, size, size}}, {"clean", {1, size, size}}}, 4000, 1000, add_row);
}

} // namespace equivarify::gallery
