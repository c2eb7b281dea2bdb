#include <cmath>
#include <numbers>

#include "shallow_water.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = water_rows;
constexpr std::size_t cells = size * size;

std::size_t cell(std::size_t row, std::size_t column) {
  return row % size * size + column % size;
}

/// Some waves that fit the torus.
WaterPlane draw_waves(Random& random, double height) {
  WaterPlane plane{};
  for (int wave = 0; wave < 4; ++wave) {
    double const rows = static_cast<double>(random.below(5)) - 2;
    double const columns = static_cast<double>(random.below(5)) - 2;
    double const phase = random.uniform(0, 2 * std::numbers::pi);
    double const amplitude = random.uniform(0, height);
    for (std::size_t k = 0; k < cells; ++k) {
      double const turn =
          rows * static_cast<double>(k / size) + columns * static_cast<double>(k % size);
      plane[k] += amplitude * std::cos(2 * std::numbers::pi * turn / size + phase);
    }
  }
  return plane;
}

/// The water after \p time: its heights push it, and where it flows to they grow.
void step(Water& water, double time) {
  Water const old = water;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      double const here = old.height[cell(i, j)];
      water.down[cell(i, j)] -= time * (old.height[cell(i + 1, j)] - here);
      water.right[cell(i, j)] -= time * (old.height[cell(i, j + 1)] - here);
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      double const here = 1 + old.height[cell(i, j)] / 2;
      double const lower = here + old.height[cell(i + 1, j)] / 2;
      double const next = here + old.height[cell(i, j + 1)] / 2;
      double const through_lower = time * lower * water.down[cell(i, j)];
      double const through_next = time * next * water.right[cell(i, j)];
      water.height[cell(i, j)] -= through_lower + through_next;
      water.height[cell(i + 1, j)] += through_lower;
      water.height[cell(i, j + 1)] += through_next;
    }
  }
}

// The answer is what changes.
void add_row(Random& random, Split& split) {
  Water const before{draw_waves(random, 0.15), draw_waves(random, 0.15), draw_waves(random, 0.15)};
  Water const after = later(before);
  for (auto const plane : {&Water::height, &Water::down, &Water::right}) {
    for (std::size_t k = 0; k < cells; ++k) {
      split.field("inputs").add((before.*plane)[k]);
      split.field("change").add((after.*plane)[k] - (before.*plane)[k]);
    }
  }
}

} // namespace

Water later(Water water) {
  for (int i = 0; i < 20; ++i) {
    step(water, 0.1);
  }
  return water;
}

std::vector<Split> shallow_water_d4(fs::path const&) {
  return draw({{"inputs", {3, size, size}}, {"change", {3, size, size}}}, 4000, 1000, add_row);
}

} // namespace equivarify::gallery
