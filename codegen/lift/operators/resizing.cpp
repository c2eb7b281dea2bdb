#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/operators/zeros.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Integers = std::vector<std::int64_t>;

/// The attribute or input that says how much is padded: before each axis, then after each.
Integers pads_of(NodeContext const& context, std::size_t rank) {
  Integers const given = context.integers("pads", 1).value_or(Integers{});
  if (!context.has(3)) {
    return of_axes(given, 2 * rank, 0, "pads");
  }
  Integers const& axes = integers_of(context.constant(3));
  Integers const some = of_axes(given, 2 * axes.size(), 0, "pads");
  Integers pads(2 * rank);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    std::size_t const axis = axis_of(axes[i], rank);
    pads[axis] = some[i];
    pads[rank + axis] = some[axes.size() + i];
  }
  return pads;
}

void require_zeros(NodeContext const& context) {
  std::string const mode = context.text("mode", "constant");
  double value = static_cast<double>(context.number("value", 0.0F));
  if (context.has(2)) {
    std::vector<double> const numbers = numbers_of(context.constant(2));
    value = numbers.size() == 1 ? numbers.front() : value;
  }
  if (mode != "constant" || value != 0.0) {
    throw LiftError(fmt::format("padding by {}", mode == "constant" ? fmt::to_string(value) : mode),
                    "padding by zeros");
  }
}

/// Zeros around planes: a convolution of each channel with the weight 1, which a convolution after
/// it takes into its own padding.
Values pad(NodeContext const& context) {
  View const& view = context.view(0);
  Extents shape = view.shape();
  Integers const pads = pads_of(context, shape.size());
  require_zeros(context);
  if (std::all_of(pads.begin(), pads.end(), [](std::int64_t zeros) { return zeros == 0; })) {
    return {view};
  }
  NetworkBuilder& network = context.network();
  std::size_t const input = image_of(network, view);
  PlaneWindow window{.axes = shape.size() - 2};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    std::int64_t const before = pads[axis];
    std::int64_t const after = pads[shape.size() + axis];
    shape[axis] += before + after;
    if (axis >= 2) {
      window.along(axis - 2).before = before;
      window.along(axis - 2).after = after;
    } else if (before != 0 || after != 0) {
      throw LiftError("padding of the batch or of channels", "padding of planes");
    }
  }
  std::size_t const channels = network.shape(input).channels;
  std::size_t const value =
      network.add(context.name(),
                  operation_with(of_kind("conv", window),
                                 {{"filters", channels},
                                  {"kernel", extent_of(window, &AxisWindow::kernel)},
                                  {"padding", padding_of(window)},
                                  {"groups", channels},
                                  {"bias", false}}),
                  {input},
                  {{"weight", std::vector<float>(channels, 1.0F), {}, {}, "1"}});
  return {whole_view(value, shape)};
}

/// How many times as long each axis becomes.
std::vector<double> factors_of(NodeContext const& context) {
  Extents const& shape = context.view(0).shape();
  if (context.has(3)) {
    Integers const& sizes = integers_of(context.constant(3));
    std::vector<double> factors;
    for (std::size_t axis = 0; axis < std::min(sizes.size(), shape.size()); ++axis) {
      factors.push_back(static_cast<double>(sizes[axis]) / static_cast<double>(shape[axis]));
    }
    return factors;
  }
  for (auto const& [name, attribute] : context.node().attributes) {
    auto const* const numbers = std::get_if<std::vector<float>>(&attribute);
    if (name == "scales" && numbers != nullptr) {
      return {numbers->begin(), numbers->end()};
    }
  }
  bool const has_regions = context.node().type == "Resize" && context.operator_set() >= 11;
  return numbers_of(context.constant(has_regions ? 2 : 1));
}

/// The whole factors along rows and columns; of lines along columns alone.
Extent whole_factors(NodeContext const& context) {
  std::vector<double> const factors = factors_of(context);
  std::size_t const rank = context.view(0).shape().size();
  bool fits = factors.size() == rank && (rank == 3 || rank == 4);
  for (std::size_t axis = 0; axis < factors.size(); ++axis) {
    double const factor = factors[axis];
    fits = fits && factor >= 1.0 && factor <= 65536.0 && factor == std::floor(factor) &&
           (axis >= 2 || factor == 1.0);
  }
  if (!fits) {
    std::string text;
    for (double const factor : factors) {
      text += fmt::format("{}{}", text.empty() ? "" : ", ", factor);
    }
    throw LiftError(fmt::format("factors {}", text),
                    "whole factors along rows and columns, 1 along the batch and channels");
  }
  return {rank == 4 ? static_cast<std::size_t>(factors[2]) : 1,
          static_cast<std::size_t>(factors.back())};
}

/// Where the entry \p i of an axis that became \p factor times as long, from \p extent, comes from,
/// before it is rounded.
double source_of(std::string const& mode, double i, double factor, double extent) {
  double const result = factor * extent;
  if (mode == "asymmetric") {
    return i / factor;
  }
  if (mode == "align_corners") {
    return result == 1.0 ? 0.0 : i * (extent - 1) / (result - 1);
  }
  if (mode == "half_pixel" || (mode == "pytorch_half_pixel" && result > 1.0)) {
    return (i + 0.5) / factor - 0.5;
  }
  if (mode == "pytorch_half_pixel") {
    return 0.0;
  }
  throw LiftError(fmt::format("coordinate_transformation_mode {}", mode),
                  "asymmetric, half_pixel, pytorch_half_pixel or align_corners");
}

double nearest(std::string const& how, double place) {
  if (how == "round_prefer_floor") {
    return std::ceil(place - 0.5);
  }
  if (how == "round_prefer_ceil") {
    return std::floor(place + 0.5);
  }
  if (how == "floor" || how == "ceil") {
    return how == "floor" ? std::floor(place) : std::ceil(place);
  }
  throw LiftError(fmt::format("nearest_mode {}", how),
                  "round_prefer_floor, round_prefer_ceil, floor or ceil");
}

/// Entry i must come from entry i / factor, rounded down, as in the layer upsample2d.
void require_blocks(NodeContext const& context, std::int64_t extent, std::size_t factor) {
  bool const is_old = context.node().type == "Upsample" || context.operator_set() < 11;
  std::string const mode =
      is_old ? "asymmetric" : context.text("coordinate_transformation_mode", "half_pixel");
  std::string const how = is_old ? "floor" : context.text("nearest_mode", "round_prefer_floor");
  auto const times = static_cast<std::int64_t>(factor);
  for (std::int64_t i = 0; i < extent * times; ++i) {
    double const from = nearest(how,
                                source_of(mode,
                                          static_cast<double>(i),
                                          static_cast<double>(factor),
                                          static_cast<double>(extent)));
    double const inside = std::clamp(from, 0.0, static_cast<double>(extent - 1));
    if (static_cast<std::int64_t>(inside) != i / times) {
      throw LiftError(fmt::format("neighbours by {} and {}", mode, how),
                      "each entry as often as the factor says");
    }
  }
}

/// Each entry several times, as the nearest one.
Values resize(NodeContext const& context) {
  View const& view = context.view(0);
  if (std::string const mode = context.text("mode", "nearest"); mode != "nearest") {
    throw LiftError(fmt::format("mode {}", mode), "mode nearest");
  }
  if (context.integers("axes") || context.integer("antialias", 0) != 0) {
    throw LiftError("axes or antialias", "sizes or scales of all axes");
  }
  std::size_t const input = image_of(context.network(), view);
  Extent const scale = whole_factors(context);
  Extents shape = view.shape();
  if (shape.size() == 4) {
    require_blocks(context, shape[2], scale.rows);
    shape[2] *= static_cast<std::int64_t>(scale.rows);
  }
  require_blocks(context, shape.back(), scale.columns);
  shape.back() *= static_cast<std::int64_t>(scale.columns);
  if (scale == Extent{1, 1}) {
    return {view};
  }
  std::size_t const value = context.network().add(
      context.name(), operation_with("upsample2d", {{"scale", scale}}), {input});
  return {whole_view(value, shape)};
}

} // namespace

std::optional<ZerosAround> zeros_around(NetworkBuilder& network, std::size_t value) {
  LiftedLayer* const maker = network.maker(value);
  if (maker == nullptr ||
      structure_of(maker->layer.operation) != StructuralClass::linear_in_windows ||
      maker->find("bias") != nullptr) {
    return std::nullopt;
  }
  Window const window = window_of(maker->layer);
  std::vector<float> const& weights = maker->find("weight")->values;
  bool const is_identity =
      window.size == Extent{1, 1} && window.stride == Extent{1, 1} && !window.transposed &&
      !window.circular && window.groups == maker->layer.output.channels &&
      window.groups == maker->layer.input().channels &&
      std::all_of(weights.begin(), weights.end(), [](float weight) { return weight == 1.0F; });
  return is_identity ? std::optional(ZerosAround{window.pad, maker->layer.reads.front()})
                     : std::nullopt;
}

std::vector<OperatorRow> resizing_operators() {
  return {{"Pad", pad}, {"Resize", resize}, {"Upsample", resize}};
}

} // namespace equivarify::codegen
