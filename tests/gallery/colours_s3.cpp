#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 10;

struct Disc {
  double row;
  double column;
  double radius;

  [[nodiscard]] bool covers(std::size_t i, std::size_t j) const {
    return std::hypot(static_cast<double>(i) - row, static_cast<double>(j) - column) < radius;
  }
};

Disc draw_disc(Random& random, double radius) {
  return {random.uniform(2, size - 3), random.uniform(2, size - 3), radius};
}

// Two discs of two of three colours on noise; the answer is the colour of the larger one.
void add_row(Random& random, Split& split) {
  std::size_t const larger = random.below(3);
  std::size_t const smaller = (larger + 1 + random.below(2)) % 3;
  double const radius = random.uniform(1.6, 2.4);
  std::array<Disc, 3> discs{};
  discs[larger] = draw_disc(random, radius + 0.8);
  discs[smaller] = draw_disc(random, radius);
  for (Disc const& disc : discs) {
    for (std::size_t cell = 0; cell < size * size; ++cell) {
      double const light = disc.covers(cell / size, cell % size) ? 1 : 0;
      split.field("inputs").add(light + 0.2 * noise(random));
    }
  }
  split.field("colour").add(static_cast<double>(larger));
}

} // namespace

std::vector<Split> colours_s3(fs::path const&) {
  return draw({{"inputs", {3, size, size}}, {"colour", {}}}, 4000, 1000, add_row);
}

} // namespace equivarify::gallery
