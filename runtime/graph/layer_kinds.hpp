/// \file
/// The kinds of layers of a network, and what each has; see graph.hpp.
#ifndef EQUIVARIFY_RUNTIME_GRAPH_LAYER_KINDS_HPP
#define EQUIVARIFY_RUNTIME_GRAPH_LAYER_KINDS_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/record.hpp"

#include <vector>

namespace equivarify::runtime {

template <typename L>
concept WeightedLayer = requires {
  typename L::Weights;
};

/// A layer that draws random numbers in training. It gets them first, and as an ImageLayer the
/// number of the image too: `forward(draws, n, s, y)`; as a BatchLayer `forward(draws, rows, s,
/// y)`.
template <typename L>
concept DrawingLayer = requires {
  typename L::Draws;
};

template <typename L>
concept ImageLayer = requires {
  typename L::Output;
};

template <typename L>
concept RowLayer = !ImageLayer<L> && requires {
  typename L::Input;
};

template <typename L>
concept BatchLayer = !ImageLayer<L> && !RowLayer<L>;

namespace detail {

// What a layer has, or Nothing.
template <typename L>
struct WeightsOf {
  using Type = Nothing;
  using Prepared = Nothing;
};

template <WeightedLayer L>
struct WeightsOf<L> {
  using Type = typename L::Weights;
  using Prepared = typename L::Prepared;
};

template <DrawingLayer L>
struct WeightsOf<L> {
  using Type = Nothing;
  using Prepared = typename L::Draws;
};

template <typename L>
struct RoomOf {
  using Scratch = Nothing;
  using Workspace = Nothing;
};

template <WeightedLayer L>
struct RoomOf<L> {
  using Scratch = Nothing;
  using Workspace = typename L::Workspace;
};

template <WeightedLayer L>
  requires ImageLayer<L>

struct RoomOf<L> {
  using Scratch = typename L::Scratch;
  using Workspace = Nothing;
};

template <typename L>
struct ValueOf {
  using Image = Nothing;
  using Rows = Buffer;
};

template <ImageLayer L>
struct ValueOf<L> {
  using Image = typename L::Output;
  using Rows = Nothing;
};

/// A row of something other than floats.
template <typename L>
  requires requires {
    typename L::Number;
  }

struct ValueOf<L> {
  using Image = Nothing;
  using Rows = std::vector<typename L::Number>;
};

} // namespace detail

} // namespace equivarify::runtime

#endif
