/// \file
/// A network whose weights are rounded to 16 bits before they are used.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_ROUNDED_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_ROUNDED_HPP

#include "equivarify/runtime/arrays/bf16.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/graph/layer_kinds.hpp"
#include "equivarify/runtime/graph/steps.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>

namespace equivarify::runtime {

namespace detail {

/// Rounds the weights of linear layers in \p weights: not biases, nor what normalisations have.
template <typename Weights>
void round_to_bf16(Weights& weights) {
  for (ParameterView const& view : weights.parameters(std::string{})) {
    if (view.layout != Layout::same) {
      std::transform(view.values.begin(), view.values.end(), view.values.begin(), [](float value) {
        return from_bf16(to_bf16(value));
      });
    }
  }
}

} // namespace detail

/// The network \p G, a Graph, with the nearest bf16 numbers in the place of its weights: forward it
/// has the bits of `G` with these, and its gradient is that of `G` at these. So what training
/// changes are floats, which it does not see itself.
template <typename G>
struct Rounded;

template <template <typename...> typename G, typename... S>
struct Rounded<G<S...>> : G<S...> {
  using typename G<S...>::Prepared;
  using typename G<S...>::Weights;

  /// Rounds the weights, and transforms them.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    for_each_rounded(weights, [&]<std::size_t I, typename Layer>(auto const& rounded) {
      Layer::prepare(rounded, get<I>(prepared), pool);
    });
  }

  /// The same for the backward pass, after `prepare`.
  static void prepare_backward(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    for_each_rounded(weights, [&]<std::size_t I, typename Layer>(auto const& rounded) {
      if constexpr (requires { &Layer::prepare_backward; }) {
        Layer::prepare_backward(rounded, get<I>(prepared), pool);
      }
    });
  }

private:
  /// Calls `f.template operator()<I, Layer>(weights)` for each step I with weights, a Layer, in
  /// order. Those of one layer at a time are copied, unless the layer rounds them itself.
  template <typename F>
  static void for_each_rounded(Weights const& weights, F const& f) {
    Steps<S...>::for_each([&]<std::size_t I>() {
      using Layer = typename Steps<S...>::template LayerAt<I>;
      if constexpr (WeightedLayer<Layer>) {
        StepScope const scope(I);
        PhaseScope const phase(Phase::weights);
        if constexpr (rounds_weights<Layer>) {
          f.template operator()<I, Layer>(get<I>(weights));
        } else {
          auto const rounded = std::make_unique<typename Layer::Weights>(get<I>(weights));
          detail::round_to_bf16(*rounded);
          f.template operator()<I, Layer>(*rounded);
        }
      }
    });
  }

  template <typename Layer>
  static constexpr bool rounds_weights = [] {
    if constexpr (requires { Layer::rounds_weights; }) {
      return Layer::rounds_weights;
    } else {
      return false;
    }
  }();
};

} // namespace equivarify::runtime

#endif
