#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// The array that is left of \p view when \p axes become 1: for each entry the channel whose
/// entries, all of them and each once, it is made of. \throws LiftError if there is none
OnnxTensor
channels_of(NetworkBuilder const& network, View const& view, std::set<std::size_t> const& axes) {
  Shape const& shape = network.shape(view.value);
  std::size_t const plane = shape.plane();
  Extents left = view.shape();
  std::vector<std::int64_t> order;
  for (std::size_t axis = 0; axis < left.size(); ++axis) {
    if (!axes.contains(axis)) {
      order.push_back(static_cast<std::int64_t>(axis));
    }
  }
  for (std::size_t const axis : axes) {
    order.push_back(static_cast<std::int64_t>(axis));
    left[axis] = 1;
  }
  OnnxTensor const sorted = transpose(view.entries, order);
  std::vector<std::int64_t> const& places = integers_of(sorted);
  std::vector<std::int64_t> channels;
  bool fits = places.size() == entries_of(left) * plane;
  for (std::size_t begin = 0; fits && begin < places.size(); begin += plane) {
    std::set<std::int64_t> const met(places.begin() + static_cast<std::ptrdiff_t>(begin),
                                     places.begin() + static_cast<std::ptrdiff_t>(begin + plane));
    auto const size = static_cast<std::int64_t>(plane);
    fits = met.size() == plane && *met.begin() / size == *met.rbegin() / size;
    channels.push_back(*met.begin() / size);
  }
  if (!fits) {
    throw LiftError(
        fmt::format("{} reduced along {}", to_string(view.shape()), fmt::join(axes, ", ")),
        "a reduction over all entries of each channel");
  }
  return {{}, std::move(left), std::move(channels)};
}

/// All axes behind the channels.
std::set<std::size_t> planes_of(View const& view) {
  std::set<std::size_t> axes;
  for (std::size_t axis = 2; axis < view.shape().size(); ++axis) {
    axes.insert(axis);
  }
  return axes;
}

View global_mean(NodeContext const& context, View const& view, std::set<std::size_t> const& axes) {
  OnnxTensor entries = channels_of(context.network(), view, axes);
  bool const is_volume = context.network().shape(view.value).depth > 1;
  std::size_t const value = context.network().add(
      context.name(),
      operation_of(is_volume ? "global_average_pool3d" : "global_average_pool2d"),
      {view.value});
  return {value, std::move(entries)};
}

Values global_average_pool(NodeContext const& context) {
  View const& view = context.view(0);
  return {global_mean(context, view, planes_of(view))};
}

Values global_max_pool(NodeContext const& context) {
  View const& view = context.view(0);
  OnnxTensor entries = channels_of(context.network(), view, planes_of(view));
  Shape const& shape = context.network().shape(view.value);
  Extent const whole = shape.extent();
  char const* const pool = shape.depth > 1 ? "max_pool3d" : "max_pool2d";
  std::size_t const value = context.network().add(
      context.name(), operation_with(pool, {{"size", whole}, {"stride", whole}}), {view.value});
  return {View{value, std::move(entries)}};
}

Values reduce_mean(NodeContext const& context) {
  View const& view = context.view(0);
  auto const axes = context.integers("axes", 1);
  if (!axes) {
    throw LiftError("a mean of everything", "the axes of rows and columns");
  }
  std::set<std::size_t> reduced;
  for (std::int64_t const axis : *axes) {
    reduced.insert(axis_of(axis, view.shape().size()));
  }
  View mean = global_mean(context, view, reduced);
  if (context.integer("keepdims", 1) == 0) {
    mean.entries = squeeze(std::move(mean.entries), {reduced.begin(), reduced.end()});
  }
  return {std::move(mean)};
}

} // namespace

std::vector<OperatorRow> reducing_operators() {
  return {{"GlobalAveragePool", global_average_pool},
          {"GlobalMaxPool", global_max_pool},
          {"ReduceMean", reduce_mean}};
}

} // namespace equivarify::codegen
