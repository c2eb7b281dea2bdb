#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 12;

struct Blob {
  double row;
  double column;
  double height;
};

// Two pictures of the same blobs, the second a little later; the answer is how far they moved.
void add_row(Random& random, Split& split) {
  std::array<Blob, 6> blobs{};
  for (Blob& blob : blobs) {
    blob = {random.uniform(0, size), random.uniform(0, size), random.uniform(-1, 1)};
  }
  double const rows = random.uniform(-2, 2);
  double const columns = random.uniform(-2, 2);
  for (double const time : {0.0, 1.0}) {
    for (std::size_t cell = 0; cell < size * size; ++cell) {
      double light = 0.02 * noise(random);
      for (Blob const& blob : blobs) {
        double const i = static_cast<double>(cell / size) - blob.row - time * rows;
        double const j = static_cast<double>(cell % size) - blob.column - time * columns;
        light += blob.height * std::exp(-(i * i + j * j) / 4);
      }
      split.field("inputs").add(light);
    }
  }
  split.field("flow").add(rows);
  split.field("flow").add(columns);
}

} // namespace

std::vector<Split> flow_c4(fs::path const&) {
  return draw({{"inputs", {2, size, size}}, {"flow", {2}}}, 8000, 1000, add_row);
}

} // namespace equivarify::gallery
