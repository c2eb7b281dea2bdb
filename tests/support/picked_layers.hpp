/// \file
/// Random layers that fit what they read.
#ifndef EQUIVARIFY_TESTS_SUPPORT_PICKED_LAYERS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_PICKED_LAYERS_HPP

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace equivarify::support {

/// A number from \p least to \p most.
inline int pick_number(int least, int most) {
  return *rc::gen::inRange(least, most + 1);
}

/// Whether a fair coin, or one that falls so once in \p times, says so.
inline bool pick_whether(int times = 2) {
  return pick_number(1, times) == 1;
}

/// The shape of an image, or of a vector, which has one row and one column.
struct PickedShape {
  int channels = 1;
  int slices = 1; ///< of volumes
  int rows = 1;
  int columns = 1;
  bool is_vector = false;
  int axes = 2; ///< of lines, planes or volumes

  [[nodiscard]] int size() const { return channels * slices * rows * columns; }

  /// Whether windows of 3 along each axis fit.
  [[nodiscard]] bool is_wide() const {
    return columns >= 3 && (axes == 1 || rows >= 3) && (axes < 3 || slices >= 3);
  }

  /// The same as a vector.
  [[nodiscard]] PickedShape flat() const { return {.channels = size(), .is_vector = true}; }
};

/// A pool that fits \p shape, of at least two rows and columns, which becomes that of its output.
inline nlohmann::json pick_pool(PickedShape& shape) {
  bool const largest = pick_number(0, 1) == 0;
  int const margin = pick_number(0, 1);
  nlohmann::json pool{{"type", largest ? "max_pool2d" : "average_pool2d"}, {"size", 2}};
  if (pick_number(0, 1) == 0) {
    pool["padding"] = margin;
    shape.rows += 2 * margin;
    shape.columns += 2 * margin;
  }
  if (!largest && pick_number(0, 1) == 0) {
    pool["count_include_pad"] = false;
  }
  shape.rows /= 2;
  shape.columns /= 2;
  return pool;
}

/// A convolution that fits \p shape, which becomes that of its output.
inline nlohmann::json pick_convolution(PickedShape& shape) {
  int const smaller = std::min(shape.rows, shape.columns);
  int const kernel = smaller >= 3 ? 3 : 1;
  int const dilation = smaller >= 5 ? pick_number(1, 2) : 1;
  int const lost = (kernel - 1) * dilation;
  int const groups = shape.channels <= 4 && pick_number(0, 2) == 0 ? shape.channels : 1;
  shape.channels = groups * pick_number(1, 4 / groups);
  nlohmann::json layer{{"type", "conv2d"}, {"filters", shape.channels}, {"kernel", kernel}};
  int const padding = pick_number(0, 2);
  if (padding == 0) {
    layer["padding"] = "valid";
    shape.rows -= lost;
    shape.columns -= lost;
  }
  if (padding == 1) {
    std::vector<int> const margins{
        pick_number(0, 1), pick_number(0, 1), pick_number(0, 1), pick_number(0, 1)};
    layer["padding"] = margins;
    shape.rows += margins[0] + margins[2] - lost;
    shape.columns += margins[1] + margins[3] - lost;
  }
  layer["dilation"] = dilation;
  layer["groups"] = groups;
  layer["bias"] = pick_number(0, 2) != 0;
  layer["circular"] = padding != 0 && pick_number(0, 2) == 0;
  return layer;
}

/// A layer that makes larger planes of those of \p shape, which becomes that of its output.
inline nlohmann::json pick_spreading(PickedShape& shape) {
  int const factor = pick_number(1, 2);
  shape.rows *= factor;
  if (pick_number(0, 1) == 0) {
    return {{"type", "upsample2d"}, {"scale", {factor, 1}}};
  }
  shape.channels = pick_number(1, 4);
  shape.columns += 1;
  return {{"type", "conv_transpose2d"},
          {"filters", shape.channels},
          {"kernel", {factor, 3}},
          {"stride", {factor, 1}},
          {"padding", {0, 1, 0, 0}},
          {"bias", pick_number(0, 2) != 0}};
}

/// A layer of lines or volumes that fits \p shape, which becomes that of its output.
inline nlohmann::json pick_layer_of_axes(PickedShape& shape) {
  std::string const suffix = shape.axes == 1 ? "1d" : "3d";
  if (pick_whether(4)) {
    shape = {.channels = shape.channels, .is_vector = true};
    return {{"type", "global_average_pool" + suffix}};
  }
  bool const halves =
      shape.columns >= 2 && (shape.axes == 1 || (shape.slices >= 2 && shape.rows >= 2));
  if (halves && pick_whether(3)) {
    shape.columns /= 2;
    shape.rows = shape.axes == 1 ? 1 : shape.rows / 2;
    shape.slices = shape.axes == 1 ? 1 : shape.slices / 2;
    return {{"type", (pick_whether() ? "max_pool" : "average_pool") + suffix}, {"size", 2}};
  }
  int const kernel = shape.is_wide() && pick_whether() ? 3 : 1;
  bool const keeps = pick_whether();
  int const lost = keeps ? 0 : kernel - 1;
  shape.columns -= lost;
  shape.rows -= shape.axes == 1 ? 0 : lost;
  shape.slices -= shape.axes == 1 ? 0 : lost;
  shape.channels = pick_number(1, 4);
  return {{"type", "conv" + suffix},
          {"filters", shape.channels},
          {"kernel", kernel},
          {"padding", keeps ? "same" : "valid"},
          {"bias", pick_number(0, 2) != 0}};
}

/// A layer that leaves \p shape as it is: a normalisation, dropout, a function, weights.
inline nlohmann::json pick_keeping_layer(PickedShape const& shape) {
  switch (pick_number(0, 5)) {
  case 0:
    return {{"type", "batch_norm"}, {"epsilon", 0.001}, {"momentum", 0.25}};
  case 1:
    return {{"type", "batch_norm"}};
  case 2:
    return {{"type", "layer_norm"}, {"each_place", pick_whether()}, {"epsilon", 0.01}};
  case 3:
    return {{"type", "dropout"}, {"rate", 0.25}};
  case 4:
    return shape.is_vector ? nlohmann::json{{"type", "softmax"}} : nlohmann::json{{"type", "tanh"}};
  default:
    break;
  }
  if (shape.is_vector) {
    return {{"type", "dense"}, {"units", shape.channels}};
  }
  char const* const types[] = {"conv1d", "conv2d", "conv3d"};
  return {{"type", types[shape.axes - 1]},
          {"filters", shape.channels},
          {"kernel", shape.is_wide() && pick_whether() ? 3 : 1},
          {"bias", pick_whether()}};
}

/// A layer that fits \p shape, which becomes that of its output.
inline nlohmann::json pick_layer(PickedShape& shape) {
  using nlohmann::json;
  std::vector<json> const functions{{{"type", "relu"}},
                                    {{"type", "sigmoid"}},
                                    {{"type", "tanh"}},
                                    {{"type", "elu"}},
                                    {{"type", "leaky_relu"}},
                                    {{"type", "gelu"}},
                                    {{"type", "hard_sigmoid"}},
                                    {{"type", "softplus"}},
                                    {{"type", "softsign"}},
                                    {{"type", "hard_swish"}},
                                    {{"type", "mish"}},
                                    {{"type", "gelu_tanh"}},
                                    {{"type", "abs"}},
                                    {{"type", "erf"}},
                                    {{"type", "clip"}, {"low", 0}, {"high", 6}}};
  int const kind = pick_number(0, 6);
  if (kind <= 1) {
    return *rc::gen::elementOf(functions);
  }
  if (kind == 6) {
    return pick_keeping_layer(shape);
  }
  if (shape.is_vector) {
    shape.channels = pick_number(1, 5);
    return {{"type", "dense"}, {"units", shape.channels}, {"bias", pick_number(0, 2) != 0}};
  }
  if (kind == 2) {
    shape = shape.flat();
    return {{"type", "flatten"}};
  }
  if (shape.axes != 2) {
    return pick_layer_of_axes(shape);
  }
  if (kind == 4 && pick_number(0, 1) == 0 && shape.rows * shape.columns <= 64) {
    return pick_spreading(shape);
  }
  bool const pools = kind == 3 && std::min(shape.rows, shape.columns) >= 2;
  return pools ? pick_pool(shape) : pick_convolution(shape);
}

} // namespace equivarify::support

#endif
