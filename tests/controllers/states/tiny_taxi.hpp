/// \file
/// States of TinyTaxiNet: drawn pictures of a runway, by its offset, its angle and its brightness.
#ifndef EQUIVARIFY_TESTS_CONTROLLERS_STATES_TINY_TAXI_HPP
#define EQUIVARIFY_TESTS_CONTROLLERS_STATES_TINY_TAXI_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "lattice.hpp"
#include "no_decisions.hpp"

namespace controllers {

inline Lattice lattice(double share) {
  return Lattice{{{odd_levels(401, share), -6, 6, Mirror::negates},
                  {odd_levels(201, share), -1, 1, Mirror::negates},
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

/// A picture: offsets to the right, angles upward.
constexpr std::size_t pictures = 1;
constexpr char const* picture_titles[] = {"offset to the right, angle upward"};

inline std::vector<double> picture_state(double u, double v) {
  return {6 * u, v, 0.8};
}

} // namespace controllers

#endif
