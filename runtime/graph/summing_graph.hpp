/// \file
/// The sums of the gradients of a network's weights over the images of a batch.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_SUMMING_GRAPH_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_SUMMING_GRAPH_HPP

#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/graph/normalising_graph.hpp"
#include "equivarify/runtime/graph/steps.hpp"

#include <cstddef>
#include <span>

namespace equivarify::runtime {

namespace detail {

/// The sum of a layer's weight gradients.
template <typename L>
struct SumOf {
  using Type = Nothing;
};

template <WeightedLayer L>
struct SumOf<L> {
  using Type = typename L::Gradient;
};

} // namespace detail

/// A NormalisingGraph with sums of gradients.
template <typename... S>
class SummingGraph : public NormalisingGraph<S...> {
  using Base = NormalisingGraph<S...>;
  using AllSteps = Steps<S...>;

  template <std::size_t I>
  using LayerAt = typename AllSteps::template LayerAt<I>;

public:
  using typename Base::Weights;
  /// The gradients of the weights, summed over a batch.
  using Sums = Record<typename detail::SumOf<typename S::Layer>::Type...>;

  /// Sums of nothing.
  [[nodiscard]] static Sums make_sums() {
    Sums sums;
    Base::for_each_weighted_step(
        [&]<std::size_t I>() { get<I>(sums) = LayerAt<I>::make_gradient(); });
    return sums;
  }

  /// Sets \p sums to sums of nothing.
  static void clear(Sums& sums) {
    Base::for_each_weighted_step([&]<std::size_t I>() {
      StepScope const scope(I);
      PhaseScope const phase(Phase::weights);
      get<I>(sums).clear();
    });
  }

  /// Sets \p gradient to \p sums times \p scale.
  static void collect(Sums const& sums, float scale, Weights& gradient, ThreadPool& pool) {
    Base::for_each_weighted_step([&]<std::size_t I>() {
      StepScope const scope(I);
      PhaseScope const phase(Phase::weights);
      LayerAt<I>::collect(get<I>(sums), scale, get<I>(gradient), pool);
    });
  }

  /// Sets what \p sums has of the layers that wait for a batch to sums of nothing.
  static void clear_normalising(Sums& sums) {
    Base::for_each_normalising_step([&]<std::size_t I>() { get<I>(sums).clear(); });
  }

  /// Where gradients of weights are summed: those of layers that wait for a batch for all images
  /// together, all others lane by lane.
  struct SumsPlace {
    std::span<LaneRows<Sums> const> lanes; ///< all images of the pass
    Sums& together;
  };

protected:
  /// The lanes of a pass with their sums for step \p I.
  template <std::size_t I>
  class LanesOf {
  public:
    explicit LanesOf(std::span<LaneRows<Sums> const> all) : lanes_{all} {}

    [[nodiscard]] std::size_t size() const { return lanes_.size(); }

    [[nodiscard]] auto operator[](std::size_t lane) const {
      LaneRows<Sums> const& of_all = lanes_[lane];
      return LaneRows<typename LayerAt<I>::Gradient>{
          of_all.first, of_all.count, get<I>(of_all.sum)};
    }

  private:
    std::span<LaneRows<Sums> const> lanes_;
  };
};

} // namespace equivarify::runtime

#endif
