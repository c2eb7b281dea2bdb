/// \file
/// Weights that a subgroup moves to each other are one weight.
#ifndef EQUIVARIFY_RUNTIME_OPTIMIZER_TIED_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_OPTIMIZER_TIED_WEIGHTS_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"

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

/// The layer \p L with tied weights. `Orbits::weight` and `Orbits::bias`, of which one may be
/// missing, say which.
template <typename L, typename Orbits>
struct Tied : L {
  using typename L::Gradient;
  using typename L::Weights;

  /// Makes tied weights equal.
  static void tie(Weights& weights) { for_each_tie(weights, tie_weights); }

  /// As that of \p L, of the tied weights.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    L::collect(sum, scale, gradient, pool);
    for_each_tie(gradient, sum_over_orbits);
  }

private:
  static void for_each_tie(Weights& weights,
                           void (*f)(ParameterView const&, std::span<std::uint32_t const>)) {
    std::vector<ParameterView> const views = weights.parameters({});
    if constexpr (requires { Orbits::weight; }) {
      f(views[0], Orbits::weight);
    }
    if constexpr (requires { Orbits::bias; }) {
      f(views[1], Orbits::bias);
    }
  }
};

} // namespace equivarify::runtime

#endif
