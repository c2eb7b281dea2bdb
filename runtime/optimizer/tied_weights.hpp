/// \file
/// Weights that a subgroup moves to each other are one weight, or minus it, or zero.
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

/// What the weight at one place in file order is: `sign` times that at `place`. Zero where the sign
/// is.
struct Tie {
  std::size_t place;
  int sign;
};

/// \p orbits has the places of one period, of n: f for the place f, n + f for minus what is there,
/// 2 n for zero.
inline Tie tie_at(std::span<std::uint32_t const> orbits, std::size_t place) {
  std::size_t const n = orbits.size();
  std::size_t const within = place % n;
  std::size_t const orbit = orbits[within];
  return {place - within + orbit % n, orbit < n ? 1 : orbit < 2 * n ? -1 : 0};
}

/// \p value with the sign \p sign; to change it changes one bit.
inline float signed_value(float value, int sign) {
  return sign > 0 ? value : sign < 0 ? -value : 0.0F;
}

} // namespace detail

/// Makes each weight of \p view what its orbit says: in file order, place i goes with `orbits[i]`,
/// and so on with the period of the length of \p orbits. f is the weight at f, which is the first
/// of its orbit; the length more, minus that; twice the length, zero.
inline void tie_weights(ParameterView const& view, std::span<std::uint32_t const> orbits) {
  std::vector<float> values = to_file_order(view);
  for (std::size_t i = 0; i < values.size(); ++i) {
    detail::Tie const tie = detail::tie_at(orbits, i);
    values[i] = detail::signed_value(values[tie.place], tie.sign);
  }
  from_file_order(view, values);
}

/// The gradient of tied weights from that of free ones: each becomes the sum over its orbit, with
/// signs, times its own sign. So the steps of an optimizer that is odd in the gradient keep the
/// ties to the bit.
inline void sum_over_orbits(ParameterView const& view, std::span<std::uint32_t const> orbits) {
  std::vector<float> const values = to_file_order(view);
  std::vector<float> sums(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    detail::Tie const tie = detail::tie_at(orbits, i);
    sums[tie.place] += detail::signed_value(values[i], tie.sign);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    detail::Tie const tie = detail::tie_at(orbits, i);
    sums[i] = detail::signed_value(sums[tie.place], tie.sign);
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
