#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

#include "heisenberg.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::uint32_t spins = spin_rows * spin_rows;
using Vector = std::vector<double>;

std::uint32_t site(std::uint32_t row, std::uint32_t column) {
  return row % spin_rows * spin_rows + column % spin_rows;
}

/// \p spins moved by \p down and \p right.
std::uint32_t shifted(std::uint32_t configuration, std::uint32_t down, std::uint32_t right) {
  std::uint32_t result = 0;
  for (std::uint32_t i = 0; i < spins; ++i) {
    std::uint32_t const to = site(i / spin_rows + down, i % spin_rows + right);
    result |= (configuration >> i & 1U) << to;
  }
  return result;
}

/// The number of each configuration in the list of them.
std::vector<std::uint32_t> const& numbers() {
  static std::vector<std::uint32_t> const numbers = [] {
    std::vector<std::uint32_t> made(std::size_t{1} << spins);
    for (std::uint32_t i = 0; i < spin_configurations().size(); ++i) {
      made[spin_configurations()[i]] = i;
    }
    return made;
  }();
  return numbers;
}

/// The sum of S_i S_j over all pairs of neighbours, applied to \p x.
Vector hamiltonian(Vector const& x) {
  Vector y(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    std::uint32_t const configuration = spin_configurations()[k];
    for (std::uint32_t bond = 0; bond < 2 * spins; ++bond) {
      std::uint32_t const i = bond / 2;
      std::uint32_t const down = bond % 2;
      std::uint32_t const j = site(i / spin_rows + down, i % spin_rows + 1 - down);
      bool const parallel = (configuration >> i & 1U) == (configuration >> j & 1U);
      y[k] += (parallel ? 0.25 : -0.25) * x[k];
      if (!parallel) {
        y[k] += 0.5 * x[numbers()[configuration ^ (1U << i) ^ (1U << j)]];
      }
    }
  }
  return y;
}

/// The part of \p x that each shift by one row or one column multiplies by \p sign.
Vector projected(Vector const& x, int sign) {
  Vector y(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    for (std::uint32_t shift = 0; shift < spins; ++shift) {
      std::uint32_t const down = shift / spin_rows;
      std::uint32_t const right = shift % spin_rows;
      int const character = (down + right) % 2 == 0 ? 1 : sign;
      y[k] += character * x[numbers()[shifted(spin_configurations()[k], down, right)]] / spins;
    }
  }
  return y;
}

double product(Vector const& x, Vector const& y) {
  return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
}

/// Makes the mean of the squares 1.
void normalise(Vector& x) {
  double const length = std::sqrt(product(x, x) / static_cast<double>(x.size()));
  std::for_each(x.begin(), x.end(), [length](double& each) { each /= length; });
}

} // namespace

std::vector<std::uint32_t> const& spin_configurations() {
  static std::vector<std::uint32_t> const configurations = [] {
    std::vector<std::uint32_t> made;
    for (std::uint32_t bits = 0; bits < 1U << spins; ++bits) {
      if (std::popcount(bits) == spins / 2) {
        made.push_back(bits);
      }
    }
    return made;
  }();
  return configurations;
}

SpinState lowest_spin_state(int sign) {
  // No energy is above 8, that of all bonds parallel, so that the least has the largest power.
  constexpr double shift = 2;
  Random random(1);
  SpinState state{0, Vector(spin_configurations().size())};
  std::generate(
      state.amplitude.begin(), state.amplitude.end(), [&] { return random.uniform(-1, 1); });
  state.amplitude = projected(state.amplitude, sign);
  for (int step = 0; step < 300; ++step) {
    normalise(state.amplitude);
    Vector const y = hamiltonian(state.amplitude);
    state.energy = product(state.amplitude, y) / static_cast<double>(y.size());
    for (std::size_t k = 0; k < y.size(); ++k) {
      state.amplitude[k] = shift * state.amplitude[k] - y[k];
    }
  }
  normalise(state.amplitude);
  return state;
}

// All configurations with as many spins up as down, and their amplitudes in the ground state, which
// no shift changes, and in the lowest state whose amplitudes change their signs with each shift by
// one. That turning over all spins changes the sign of the latter alone comes out by itself.
std::vector<Split> heisenberg_4x4(fs::path const&) {
  std::vector<SpinState> const states{lowest_spin_state(1), lowest_spin_state(-1)};
  Split split{"train", {{"inputs", {1, spin_rows, spin_rows}}, {"ground", {1}}, {"magnon", {1}}}};
  for (std::size_t k = 0; k < spin_configurations().size(); ++k) {
    for (std::uint32_t i = 0; i < spins; ++i) {
      split.field("inputs").add((spin_configurations()[k] >> i & 1U) != 0 ? 1 : -1);
    }
    split.field("ground").add(states[0].amplitude[k]);
    split.field("magnon").add(states[1].amplitude[k]);
  }
  Split test = split;
  test.name = "test";
  return {split, test};
}

} // namespace equivarify::gallery
