#include <algorithm>
#include <numeric>

#include "lift/random/graph_grower.hpp"

namespace equivarify::testing {
namespace {

/// The windows of a node along each axis after the channels, and the attributes that say so.
struct DrawnWindows {
  Extents kernel;
  Extents strides;
  Extents dilations;
  Extents pads; ///< all in front, then all at the end
  std::string auto_pad = "NOTSET";
  bool ceils = false;

  [[nodiscard]] std::size_t axes() const { return kernel.size(); }

  /// The number of windows along \p axis of \p extent entries, as ONNX defines it.
  [[nodiscard]] std::int64_t count(std::size_t axis, std::int64_t extent) const {
    std::int64_t const stride = strides[axis];
    if (auto_pad.starts_with("SAME")) {
      return (extent + stride - 1) / stride;
    }
    std::int64_t const room =
        extent + pads[axis] + pads[axes() + axis] - (kernel[axis] - 1) * dilations[axis] - 1;
    if (room < 0) {
      return 0;
    }
    std::int64_t const windows = (room + (ceils ? stride - 1 : 0)) / stride + 1;
    bool const begins_inside = (windows - 1) * stride < extent + pads[axis];
    return ceils && !begins_inside ? windows - 1 : windows;
  }

  /// [1, channels, windows].
  [[nodiscard]] Extents result(GrownValue const& value, std::int64_t channels) const {
    Extents shape{1, channels};
    for (std::size_t axis = 0; axis < axes(); ++axis) {
      shape.push_back(count(axis, value.extent(2 + axis)));
    }
    return shape;
  }

  [[nodiscard]] NodeAttributes attributes() const {
    NodeAttributes attributes{{"kernel_shape", kernel}};
    auto const say = [&](char const* name, Extents const& numbers, std::int64_t otherwise) {
      if (numbers != Extents(numbers.size(), otherwise)) {
        attributes.emplace_back(name, numbers);
      }
    };
    say("strides", strides, 1);
    say("dilations", dilations, 1);
    say("pads", pads, 0);
    if (auto_pad != "NOTSET") {
      attributes.emplace_back("auto_pad", auto_pad);
    }
    if (ceils) {
      attributes.emplace_back("ceil_mode", std::int64_t{1});
    }
    return attributes;
  }
};

/// Windows for \p value; of a pool, whose pads are smaller than its windows.
DrawnWindows draw_windows(GraphGrower& grower, GrownValue const& value, bool is_pool) {
  std::size_t const axes = value.rank() - 2;
  DrawnWindows windows;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    windows.kernel.push_back(grower.number(1, std::min<std::int64_t>(3, value.extent(2 + axis))));
    windows.strides.push_back(grower.once_in(3) ? 2 : 1);
    windows.dilations.push_back(grower.once_in(is_pool ? 12 : 6) ? 2 : 1);
  }
  windows.pads.assign(2 * axes, 0);
  windows.auto_pad = grower.one_of<std::string>(
      {"NOTSET", "NOTSET", "NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"});
  if (windows.auto_pad == "NOTSET" && !grower.once_in(3)) {
    for (std::size_t i = 0; i < windows.pads.size(); ++i) {
      std::int64_t const most = is_pool ? windows.kernel[i % axes] - 1 : 2;
      windows.pads[i] = grower.number(0, std::min<std::int64_t>(most, 2));
    }
  }
  windows.ceils = is_pool && windows.auto_pad == "NOTSET" && grower.once_in(3);
  return windows;
}

bool fits(Extents const& shape) {
  return *std::min_element(shape.begin(), shape.end()) > 0 &&
         entries(shape) <= GraphGrower::most_entries;
}

bool has_planes(GrownValue const& value) {
  return value.rank() >= 3 && value.rank() <= 5 && value.extent(0) == 1;
}

bool grow_convolution(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (!has_planes(value)) {
    return false;
  }
  std::int64_t const channels = value.extent(1);
  std::int64_t const groups =
      grower.one_of<std::int64_t>({1, 1, channels, std::gcd(channels, std::int64_t{2})});
  std::int64_t const filters = groups * grower.number(1, std::max<std::int64_t>(1, 4 / groups));
  DrawnWindows const windows = draw_windows(grower, value, false);
  Extents const shape = windows.result(value, filters);
  if (!fits(shape)) {
    return false;
  }
  Extents weights{filters, channels / groups};
  weights.insert(weights.end(), windows.kernel.begin(), windows.kernel.end());
  std::vector<std::string> inputs{value.name, grower.weights(weights)};
  if (!grower.once_in(3)) {
    inputs.push_back(grower.weights({filters}));
  }
  NodeAttributes attributes = windows.attributes();
  if (groups != 1) {
    attributes.emplace_back("group", groups);
  }
  return grower.grow("Conv", inputs, attributes, shape);
}

bool grow_transposed_convolution(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (!has_planes(value)) {
    return false;
  }
  std::size_t const axes = value.rank() - 2;
  std::int64_t const channels = value.extent(1);
  std::int64_t const groups =
      grower.one_of<std::int64_t>({1, 1, channels, std::gcd(channels, std::int64_t{2})});
  std::int64_t const filters = grower.number(1, groups == 1 ? 3 : 1);
  Extents strides;
  Extents dilations;
  Extents pads(2 * axes);
  Extents more;
  Extents weights{channels, filters};
  Extents shape{1, groups * filters};
  for (std::size_t axis = 0; axis < axes; ++axis) {
    std::int64_t const kernel = grower.number(1, 3);
    weights.push_back(kernel);
    strides.push_back(grower.number(1, 2));
    dilations.push_back(grower.once_in(6) ? 2 : 1);
    pads[axis] = grower.number(0, kernel - 1);
    pads[axes + axis] = grower.number(0, kernel - 1);
    more.push_back(grower.once_in(3) ? grower.number(0, strides[axis] - 1) : 0);
    shape.push_back((value.extent(2 + axis) - 1) * strides[axis] + (kernel - 1) * dilations[axis] +
                    1 - pads[axis] - pads[axes + axis] + more[axis]);
  }
  if (!fits(shape)) {
    return false;
  }
  std::vector<std::string> inputs{value.name, grower.weights(weights)};
  if (grower.once_in(2)) {
    inputs.push_back(grower.weights({groups * filters}));
  }
  return grower.grow("ConvTranspose",
                     inputs,
                     {{"kernel_shape", Extents(weights.begin() + 2, weights.end())},
                      {"strides", strides},
                      {"dilations", dilations},
                      {"pads", pads},
                      {"output_padding", more},
                      {"group", groups}},
                     shape);
}

bool grow_pool(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (!has_planes(value)) {
    return false;
  }
  DrawnWindows const windows = draw_windows(grower, value, true);
  Extents const shape = windows.result(value, value.extent(1));
  if (!fits(shape)) {
    return false;
  }
  NodeAttributes attributes = windows.attributes();
  bool const is_mean = grower.once_in(2);
  if (is_mean && grower.once_in(2)) {
    attributes.emplace_back("count_include_pad", std::int64_t{1});
  }
  return grower.grow(is_mean ? "AveragePool" : "MaxPool", {value.name}, attributes, shape);
}

bool grow_global_pool(GraphGrower& grower) {
  GrownValue const value = grower.pick();
  if (!has_planes(value)) {
    return false;
  }
  Extents shape(value.rank(), 1);
  shape[1] = value.extent(1);
  return grower.grow(
      grower.once_in(2) ? "GlobalAveragePool" : "GlobalMaxPool", {value.name}, {}, shape);
}

} // namespace

std::vector<NodeMaker> window_makers() {
  return {grow_convolution,
          grow_convolution,
          grow_convolution,
          grow_transposed_convolution,
          grow_pool,
          grow_pool,
          grow_global_pool};
}

} // namespace equivarify::testing
