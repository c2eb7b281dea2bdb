/// \file
/// Weights that a subgroup moves to each other are one weight.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_TIED_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_TIED_WEIGHTS_HPP

#include "equivarify/runtime/parameters.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

namespace detail {

/// The place in file order of the weight that stands for the one at \p place.
inline std::size_t first_of_orbit(std::span<std::uint32_t const> orbits, std::size_t place) {
  std::size_t const within = place % orbits.size();
  return place - within + orbits[within];
}

} // namespace detail

/// Makes each weight of \p view equal to the first of its orbit: in file order, place i goes with
/// `orbits[i]`, and so on with the period of the length of \p orbits.
inline void tie_weights(ParameterView const& view, std::span<std::uint32_t const> orbits) {
  std::vector<float> values = to_file_order(view);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = values[detail::first_of_orbit(orbits, i)];
  }
  from_file_order(view, values);
}

/// The gradient of tied weights from that of free ones: each becomes the sum over its orbit.
inline void sum_over_orbits(ParameterView const& view, std::span<std::uint32_t const> orbits) {
  std::vector<float> const values = to_file_order(view);
  std::vector<float> sums(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[detail::first_of_orbit(orbits, i)] += values[i];
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[i] = sums[detail::first_of_orbit(orbits, i)];
  }
  from_file_order(view, sums);
}

} // namespace equivarify::runtime

#endif
