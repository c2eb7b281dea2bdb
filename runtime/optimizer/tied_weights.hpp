/// \file
/// Weights that a subgroup moves to each other are one weight, or minus it, or zero.
#ifndef EQUIVARIFY_RUNTIME_OPTIMIZER_TIED_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_OPTIMIZER_TIED_WEIGHTS_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/base/ties.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Makes each weight of \p view what its orbit says: in file order, place i goes with `orbits[i]`,
/// and so on with the period of the length of \p orbits. f is the weight at f, which is the first
/// of its orbit; the length more, minus that; twice the length, zero.
inline void tie_weights(ParameterView const& view, std::span<std::uint32_t const> orbits) {
  std::vector<float> values = to_file_order(view);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Tie const tie = tie_at(orbits, i);
    values[i] = signed_value(values[tie.place], tie.sign);
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
    Tie const tie = tie_at(orbits, i);
    sums[tie.place] += signed_value(values[i], tie.sign);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    Tie const tie = tie_at(orbits, i);
    sums[i] = signed_value(sums[tie.place], tie.sign);
  }
  from_file_order(view, sums);
}

/// The layer \p L; if it has statistics, as a layer whose channels share them as \p Orbits says.
template <typename L, typename Orbits>
struct SharedStatistics {
  using Layer = L;
};

template <typename L, typename Orbits>
  requires requires {
    typename L::template Sharing<Orbits>;
  }

struct SharedStatistics<L, Orbits> {
  using Layer = typename L::template Sharing<Orbits>;
};

/// The layer \p L with tied weights. `Orbits::weight` and `Orbits::bias`, of which one may be
/// missing, say which.
template <typename L, typename Orbits>
struct Tied : SharedStatistics<L, Orbits>::Layer {
  using Base = typename SharedStatistics<L, Orbits>::Layer;
  using typename Base::Gradient;
  using typename Base::Weights;

  /// Makes tied weights equal.
  static void tie(Weights& weights) { for_each_tie(weights, tie_weights); }

  /// Tells \p views, the parameters of this layer, their ties.
  static void tell_ties(std::span<ParameterView> views) {
    if constexpr (requires { Orbits::weight; }) {
      views[0].ties = Orbits::weight;
    }
    if constexpr (requires { Orbits::bias; }) {
      views[1].ties = Orbits::bias;
    }
    if (views.size() == 4) { // what a normalisation keeps: a mean has a sign, a variance has none
      views[2].ties = views[1].ties;
      views[3].ties = views[0].ties;
    }
  }

  /// As that of \p L, of the tied weights.
  static void collect(Gradient const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    Base::collect(sum, scale, gradient, pool);
    for_each_tie(gradient, sum_over_orbits);
  }

private:
  static void for_each_tie(Weights& weights,
                           void (*f)(ParameterView const&, std::span<std::uint32_t const>)) {
    std::vector<ParameterView> views = weights.parameters({});
    tell_ties(views);
    for (ParameterView const& view : views) {
      if (!view.ties.empty()) {
        f(view, view.ties);
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
