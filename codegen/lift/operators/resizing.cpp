#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/interpolation.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/plane_window.hpp"
#include "equivarify/codegen/lift/operators/zeros.hpp"
#include "equivarify/codegen/lift/picking.hpp"
#include "equivarify/codegen/lift/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

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
  static_cast<void>(axes_of(axes, rank)); // each once
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
                    "padding by zeros, or by the other side (wrap)");
  }
}

/// The other side around an array: no layer, but entries that are read several times.
View with_other_side(View view, Integers const& pads) {
  std::size_t const rank = view.shape().size();
  for (std::size_t axis = 0; axis < rank; ++axis) {
    std::int64_t const size = view.shape()[axis];
    std::int64_t const before = pads[axis];
    std::int64_t const after = pads[rank + axis];
    if (before > size || after > size) {
      throw LiftError(
          fmt::format("the other side of {} entries, {} and {} of them", size, before, after),
          "no more than there are");
    }
    Integers places(static_cast<std::size_t>(size + before + after));
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i] = (static_cast<std::int64_t>(i) + size - before) % size;
    }
    OnnxTensor const indices{"", {size + before + after}, std::move(places)};
    view.entries = gather(view.entries, indices, static_cast<std::int64_t>(axis));
  }
  return view;
}

/// Zeros around planes: a convolution of each channel with the weight 1, which a convolution after
/// it takes into its own padding.
Values pad(NodeContext const& context) {
  View const& view = context.view(0);
  Extents shape = view.shape();
  Integers const pads = pads_of(context, shape.size());
  if (context.text("mode", "constant") == "wrap") {
    return {with_other_side(view, pads)};
  }
  require_zeros(context);
  if (std::all_of(pads.begin(), pads.end(), [](std::int64_t zeros) { return zeros == 0; })) {
    return {view};
  }
  NetworkBuilder& network = context.network();
  std::size_t const input = picture_of(network, context.name(), view);
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

/// The numbers for the axes that the node names, or for all: \p otherwise for the others.
template <typename Number>
std::vector<Number> spread_over_axes(NodeContext const& context,
                                     std::vector<Number> const& given,
                                     std::vector<Number> otherwise) {
  std::vector<std::int64_t> all(otherwise.size());
  std::iota(all.begin(), all.end(), 0);
  Integers const axes = context.integers("axes").value_or(all);
  static_cast<void>(axes_of(axes, otherwise.size())); // each once
  if (axes.size() != given.size()) {
    throw LiftError(fmt::format("{} sizes or scales for {} axes", given.size(), axes.size()),
                    "one for each axis");
  }
  for (std::size_t i = 0; i < axes.size(); ++i) {
    otherwise[axis_of(axes[i], otherwise.size())] = given[i];
  }
  return otherwise;
}

/// An array that changes its extents.
struct Resized {
  Extents shape;
  std::vector<double> factors; ///< of each axis
};

Resized by_factors(NodeContext const& context, std::vector<double> const& given) {
  Extents const& shape = context.view(0).shape();
  Resized result{shape, spread_over_axes(context, given, std::vector<double>(shape.size(), 1.0))};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    double const factor = result.factors[axis];
    if (!(factor > 0.0 && factor <= 65536.0)) {
      throw LiftError(fmt::format("a factor of {}", factor), "a factor above 0, at most 65536");
    }
    result.shape[axis] =
        static_cast<std::int64_t>(std::floor(static_cast<double>(shape[axis]) * factor));
  }
  return result;
}

Resized resized(NodeContext const& context) {
  Extents const& shape = context.view(0).shape();
  if (context.has(3)) {
    Resized result{spread_over_axes(context, integers_of(context.constant(3)), shape), {}};
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      result.factors.push_back(static_cast<double>(result.shape[axis]) /
                               static_cast<double>(shape[axis]));
    }
    return result;
  }
  for (auto const& [name, attribute] : context.node().attributes) {
    auto const* const numbers = std::get_if<std::vector<float>>(&attribute);
    if (name == "scales" && numbers != nullptr) {
      return by_factors(context, {numbers->begin(), numbers->end()});
    }
  }
  bool const has_regions = context.node().type == "Resize" && context.operator_set() >= 11;
  return by_factors(context, numbers_of(context.constant(has_regions ? 2 : 1)));
}

/// Whether entry i comes from entry i / factor, rounded down, as in the layer upsample2d.
bool are_blocks(Interpolation const& how, std::int64_t extent, double factor) {
  auto const times = static_cast<std::int64_t>(factor);
  bool are = how.mode == "nearest" && static_cast<double>(times) == factor;
  for (std::int64_t i = 0; are && i < extent * times; ++i) {
    auto const place = static_cast<std::size_t>(i);
    are = taken_at(how, place, factor, static_cast<std::size_t>(extent)).front().first ==
          place / static_cast<std::size_t>(times);
  }
  return are;
}

/// The factors along rows and columns where the layer upsample2d does it; of lines along columns
/// alone.
std::optional<Extent> block_factors(NodeContext const& context,
                                    Interpolation const& how,
                                    std::vector<double> const& factors) {
  Extents const& shape = context.view(0).shape();
  std::size_t const rank = shape.size();
  bool fits = rank == 3 || rank == 4;
  for (std::size_t axis = 0; fits && axis < rank; ++axis) {
    fits = axis < 2 ? factors[axis] == 1.0 : are_blocks(how, shape[axis], factors[axis]);
  }
  return fits ? std::optional{Extent{rank == 4 ? static_cast<std::size_t>(factors[2]) : 1,
                                     static_cast<std::size_t>(factors.back())}}
              : std::nullopt;
}

/// Each entry of the result as a weighted sum: the weights along the axes multiply.
SparseMap interpolated(Extents const& from, Resized const& to, Interpolation const& how) {
  SparseMap map{to.shape, {{0, 0, 1.0F}}};
  for (std::size_t axis = 0; axis < from.size(); ++axis) {
    std::vector<MapWeight> finer;
    for (std::size_t i = 0; i < at(to.shape, axis); ++i) {
      auto const taken = to.factors[axis] == 1.0
                             ? std::vector{std::pair{i, 1.0}}
                             : taken_at(how, i, to.factors[axis], at(from, axis));
      for (MapWeight const& weight : map.weights) {
        for (auto const& [entry, share] : taken) {
          finer.push_back({weight.row * at(to.shape, axis) + i,
                           weight.entry * at(from, axis) + entry,
                           weight.weight * static_cast<float>(share)});
        }
      }
    }
    map.weights = std::move(finer);
  }
  return map;
}

/// Each entry several times, as the nearest one, by a layer; otherwise by a linear map.
Values resize(NodeContext const& context) {
  View const& view = context.view(0);
  Interpolation const how = interpolation_of(context);
  Resized const result = resized(context);
  if (std::all_of(result.factors.begin(), result.factors.end(), [](double factor) {
        return factor == 1.0;
      })) {
    return {view};
  }
  if (auto const scale = block_factors(context, how, result.factors)) {
    std::size_t const input = picture_of(context.network(), context.name(), view);
    std::size_t const value = context.network().add(
        context.name(), operation_with("upsample2d", {{"scale", *scale}}), {input});
    return {whole_view(value, result.shape)};
  }
  require_room(context.network(), entries_of(result.shape), view.entries.size());
  return {mapped(context.network(), context.name(), view, interpolated(view.shape(), result, how))};
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
