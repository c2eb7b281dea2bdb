/// \file
/// The forward pass of a training, in which some layers wait for all images of a batch.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_NORMALISING_GRAPH_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_NORMALISING_GRAPH_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/record.hpp"
#include "equivarify/runtime/base/batch_part.hpp"
#include "equivarify/runtime/base/draws.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/graph/graph.hpp"
#include "equivarify/runtime/graph/steps.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace equivarify::runtime {

/// A layer whose `forward` depends in training on all values of a batch. After `begin_batch`, which
/// says which part of the batch is here, `observe` finds their statistics, which `forward` uses
/// until `end_batch`; `update_state` moves what the layer keeps towards them.
template <typename L>
concept NormalisingLayer = WeightedLayer<L> && requires {
  &L::update_state;
};

/// A Graph that can run as in training. The steps on images fall into segments, each of which ends
/// before the next NormalisingLayer: a segment runs image by image, and all images go through one
/// segment before the first enters the next.
template <typename... S>
class NormalisingGraph : public Graph<S...> {
  using Base = Graph<S...>;
  using AllSteps = Steps<S...>;

  template <std::size_t I>
  using LayerAt = typename AllSteps::template LayerAt<I>;

  template <std::size_t I>
  static constexpr bool waits_for_images = ImageLayer<LayerAt<I>>&& NormalisingLayer<LayerAt<I>>;

public:
  using typename Base::ImageValues;
  using typename Base::Prepared;
  using typename Base::RowValues;
  using typename Base::Weights;
  using typename Base::Workspaces;

  /// Whether any layer depends on all values of a batch, so that the batch must be one micro-batch.
  static constexpr bool normalises = detail::sum({NormalisingLayer<typename S::Layer>...}) != 0;

  /// Whether any layer on images does.
  static constexpr bool normalises_images =
      detail::sum({ImageLayer<typename S::Layer> && NormalisingLayer<typename S::Layer>...}) != 0;

  /// Calls `f.template operator()<First, End>()` for the steps of each segment, in order.
  template <typename F>
  static void for_each_segment(F const& f) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (I == 0 || waits_for_images<I>) {
        f.template operator()<I, end_of_segment<I + 1>()>();
      }
    });
  }

  /// Has step \p I look at the values of the images of a batch, if it waits for them.
  template <std::size_t I, typename Crew>
  static void observe_images(Prepared& prepared,
                             std::span<std::unique_ptr<ImageValues> const> values,
                             Crew const& crew) {
    if constexpr (waits_for_images<I>) {
      using Read = ValueAt<Base::template the_read<I>>;
      LayerAt<I>::observe(
          get<I>(prepared), EachImage<ImageValues, Read>{values, {}}, crew.of(ValueAt<I>{}));
    }
  }

  /// The layers that work on micro-batches, for all \p rows images of a batch, as in training.
  static void forward_batch(
      Prepared& prepared, std::size_t rows, RowValues& values, Workspaces& work, ThreadPool& pool) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (BatchLayer<LayerAt<I>>) {
        if constexpr (NormalisingLayer<LayerAt<I>>) {
          LayerAt<I>::observe(
              get<I>(prepared), rows, get<Base::template the_read<I>>(values).data());
        }
        Base::template forward_rows_at<I>(prepared, rows, values, work, pool);
      }
    });
  }

  /// Prepares the layers that wait for a batch, or draw numbers for it, for \p part of it.
  static void begin_batch(BatchPart const& part, Prepared& prepared) {
    std::size_t layer = 0;
    for_each_drawing_step([&]<std::size_t I>() {
      get<I>(prepared) = {.key = drawn_bits(part.draws, layer++),
                          .first_image = part.first_image,
                          .is_training = true};
    });
    for_each_normalising_step(
        [&]<std::size_t I>() { LayerAt<I>::begin_batch(part, get<I>(prepared)); });
  }

  /// Says which of the images here is the first of those at hand.
  static void begin_images(std::size_t first, Prepared& prepared) {
    for_each_drawing_step([&]<std::size_t I>() { get<I>(prepared).image = first; });
  }

  /// Makes the layers compute as in evaluation again.
  static void end_batch(Prepared& prepared) {
    for_each_drawing_step([&]<std::size_t I>() { get<I>(prepared).is_training = false; });
    for_each_normalising_step([&]<std::size_t I>() { LayerAt<I>::end_batch(get<I>(prepared)); });
  }

  /// Moves what the layers keep in \p weights towards the statistics of the last batch.
  static void update_state(Prepared const& prepared, Weights& weights) {
    for_each_normalising_step(
        [&]<std::size_t I>() { LayerAt<I>::update_state(get<I>(prepared), get<I>(weights)); });
  }

protected:
  template <typename F>
  static void for_each_normalising_step(F const& f) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (NormalisingLayer<LayerAt<I>>) {
        f.template operator()<I>();
      }
    });
  }

private:
  template <typename F>
  static void for_each_drawing_step(F const& f) {
    AllSteps::for_each([&]<std::size_t I>() {
      if constexpr (DrawingLayer<LayerAt<I>>) {
        f.template operator()<I>();
      }
    });
  }

  /// The first step from \p I on that begins a segment.
  template <std::size_t I>
  static constexpr std::size_t end_of_segment() {
    if constexpr (I == AllSteps::count) {
      return I;
    } else if constexpr (waits_for_images<I>) {
      return I;
    } else {
      return end_of_segment<I + 1>();
    }
  }
};

} // namespace equivarify::runtime

#endif
