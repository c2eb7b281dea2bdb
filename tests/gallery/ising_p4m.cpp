#include <array>
#include <cmath>
#include <cstddef>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 6;

using Spins = std::array<int, size * size>;

/// The energy is minus `near` times the sum over neighbours of the products of spins, minus
/// `diagonal` times that over diagonal ones.
struct Couplings {
  double near = 0;
  double diagonal = 0;
  double temperature = 1;
};

int spin(Spins const& spins, std::size_t row, std::size_t column) {
  return spins[row % size * size + column % size];
}

/// Visits all spins once, and turns each over as often as at the temperature (N. Metropolis and
/// others, 1953).
void sweep(Random& random, Couplings const& couplings, Spins& spins) {
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < size; ++column) {
      int near = 0;
      int diagonal = 0;
      for (std::size_t const step : {std::size_t{1}, size - 1}) {
        near += spin(spins, row + step, column) + spin(spins, row, column + step);
        diagonal +=
            spin(spins, row + step, column + 1) + spin(spins, row + step, column + size - 1);
      }
      int& here = spins[row * size + column];
      double const rise = 2 * here * (couplings.near * near + couplings.diagonal * diagonal);
      if (rise <= 0 || random.uniform() < std::exp(-rise / couplings.temperature)) {
        here = -here;
      }
    }
  }
}

/// Each order below the temperature at which it melts, and far above.
Couplings couplings_of(Random& random, std::size_t order) {
  switch (order) {
  case 0:
    return {.near = 1, .temperature = random.uniform(1.2, 2.1)};
  case 1:
    return {.near = -1, .temperature = random.uniform(1.2, 2.1)};
  case 2:
    return {
        .near = random.uniform(-0.3, 0.3), .diagonal = -1, .temperature = random.uniform(1, 1.8)};
  default:
    return {.near = random.uniform(-1, 1), .temperature = random.uniform(6, 12)};
  }
}

// Spins of Ising's model on a torus, with couplings that make them all equal, or those of
// neighbours opposite, or those of diagonal ones, which leaves stripes; or none, where it is hot.
// The order does not change while the torus is shifted, turned and mirrored.
void add_row(Random& random, Split& split) {
  std::size_t const order = random.below(4);
  Couplings const couplings = couplings_of(random, order);
  Spins spins{};
  for (int& here : spins) {
    here = random.below(2) == 0 ? -1 : 1;
  }
  for (int i = 0; i < 60; ++i) {
    sweep(random, couplings, spins);
  }
  for (int const here : spins) {
    split.field("inputs").add(here);
  }
  split.field("labels").add(static_cast<double>(order));
}

} // namespace

std::vector<Split> ising_p4m(fs::path const&) {
  return draw({{"inputs", {1, size, size}}, {"labels", {}}}, 8000, 500, add_row);
}

} // namespace equivarify::gallery
