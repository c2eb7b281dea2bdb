/// \file
/// States of TinyTaxiNet: drawn pictures of a runway, by its offset, its angle and its brightness.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_STATES_TINY_TAXI_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_STATES_TINY_TAXI_HPP

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "lattice.hpp"

namespace controllers {

constexpr std::size_t decisions = 0; ///< its answers are numbers

inline Lattice lattice(double share) {
  auto const levels = [&](std::size_t most) {
    return std::max<std::size_t>(3, static_cast<std::size_t>(static_cast<double>(most) * share)) |
           1U;
  };
  return Lattice{{{levels(401), -6, 6, Mirror::negates},
                  {levels(201), -1, 1, Mirror::negates},
                  {share < 1 ? 5U : 125U, 0.2, 1, Mirror::keeps}}};
}

/// A light band of a width that grows towards the viewer, its middle moved by the offset and, row
/// by row, by the angle. Mirrored states give mirrored pictures to the bit: a distance is the same
/// from both sides.
inline void fill(std::vector<double> const& state, std::span<float> x) {
  for (std::size_t row = 0; row < 8; ++row) {
    double const depth = static_cast<double>(row) / 7;
    double const middle = state[0] * depth + state[1] * 8 * (1 - depth);
    double const half_width = 1 + 3 * depth;
    for (std::size_t column = 0; column < 16; ++column) {
      double const off = std::abs(static_cast<double>(column) - 7.5 - middle);
      x[row * 16 + column] =
          static_cast<float>(state[2] * std::clamp(half_width + 0.5 - off, 0.0, 1.0));
    }
  }
}

inline unsigned decide(std::span<float const> /*answer*/, std::size_t /*which*/) {
  return 0;
}

inline std::size_t mirrored_previous(std::size_t previous) {
  return previous;
}

inline unsigned mirrored_decision(unsigned decision) {
  return decision;
}

/// A picture: offsets to the right, angles upward.
constexpr std::size_t pictures = 1;
constexpr char const* picture_titles[] = {"offset to the right, angle upward"};

inline std::vector<double> picture_state(double u, double v) {
  return {6 * u, v, 0.8};
}

} // namespace controllers

#endif
