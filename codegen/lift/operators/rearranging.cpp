#include "equivarify/codegen/lift/operators/moving.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

Values same(NodeContext const& context) {
  return {context.value(0)};
}

/// In inference it does nothing.
Values dropout(NodeContext const& context) {
  bool const trains =
      context.has(2) && integers_of(context.constant(2)) == std::vector<std::int64_t>{1};
  bool const trained = context.operator_set() < 7 && context.integer("is_test", 0) == 0;
  if (trains || trained) {
    throw LiftError("dropout in training mode, which is random", "dropout in inference");
  }
  return {context.value(0)};
}

Values reshaped(NodeContext const& context) {
  std::vector<std::int64_t> const shape = integers_of(context.constant(1));
  bool const allow_zero = context.integer("allowzero", 0) != 0;
  return {
      moved(context, [&](OnnxTensor const& tensor) { return reshape(tensor, shape, allow_zero); })};
}

Values flatten(NodeContext const& context) {
  Extents const& shape = shape_of(context);
  std::int64_t const axis = context.integer("axis", 1);
  std::size_t const rank = shape.size();
  std::size_t const from = axis == static_cast<std::int64_t>(rank) ? rank : axis_of(axis, rank);
  Extents const front(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(from));
  auto const rows = static_cast<std::int64_t>(entries_of(front));
  return {moved(context, [&](OnnxTensor const& tensor) {
    return reshape(
        tensor, {rows, rows == 0 ? 0 : static_cast<std::int64_t>(tensor.size()) / rows}, true);
  })};
}

Values transposed(NodeContext const& context) {
  std::vector<std::int64_t> reversed(shape_of(context).size());
  std::iota(reversed.rbegin(), reversed.rend(), 0);
  auto const order = context.integers("perm").value_or(reversed);
  return {moved(context, [&](OnnxTensor const& tensor) { return transpose(tensor, order); })};
}

Values squeezed(NodeContext const& context) {
  auto const axes = context.integers("axes", 1).value_or(std::vector<std::int64_t>{});
  return {moved(context, [&](OnnxTensor const& tensor) { return squeeze(tensor, axes); })};
}

Values unsqueezed(NodeContext const& context) {
  auto const axes = context.integers("axes", 1);
  if (!axes) {
    throw LiftError("no axes", "the axes that are added");
  }
  return {moved(context, [&](OnnxTensor const& tensor) { return unsqueeze(tensor, *axes); })};
}

Values gathered(NodeContext const& context) {
  OnnxTensor const& indices = context.constant(1);
  std::int64_t const axis = context.integer("axis", 0);
  return {moved(context, [&](OnnxTensor const& tensor) { return gather(tensor, indices, axis); })};
}

Values sliced(NodeContext const& context) {
  auto const begins = context.integers("starts", 1);
  auto const ends = context.integers("ends", 2);
  if (!begins || !ends || begins->size() != ends->size()) {
    throw LiftError("a slice without its ends", "a begin and an end for each axis");
  }
  std::vector<std::int64_t> all_axes(begins->size());
  std::iota(all_axes.begin(), all_axes.end(), 0);
  auto const axes = context.integers("axes", 3).value_or(all_axes);
  auto const steps =
      context.integers("steps", 4).value_or(std::vector<std::int64_t>(begins->size(), 1));
  if (axes.size() != begins->size() || steps.size() != begins->size()) {
    throw LiftError("a slice of other axes than it has ends", "one axis and step for each end");
  }
  return {moved(context, [&](OnnxTensor tensor) {
    static_cast<void>(axes_of(axes, tensor.shape.size())); // each once
    for (std::size_t i = 0; i < axes.size(); ++i) {
      tensor = slice(tensor,
                     {.axis = axes[i], .begin = (*begins)[i], .end = (*ends)[i], .step = steps[i]});
    }
    return tensor;
  })};
}

Values parted(NodeContext const& context) {
  Extents const& shape = shape_of(context);
  std::int64_t const axis = context.integer("axis", 0);
  std::int64_t const extent = shape[axis_of(axis, shape.size())];
  auto const count = static_cast<std::int64_t>(context.node().outputs.size());
  std::int64_t const each = (extent + count - 1) / std::max<std::int64_t>(count, 1);
  auto const sizes = context.integers("split", 1)
                         .value_or(std::vector<std::int64_t>(context.node().outputs.size(), each));
  Values parts;
  std::int64_t begin = 0;
  for (std::int64_t const size : sizes) {
    if (size < 0 || size > extent) {
      throw LiftError(fmt::format("a part of {}", size), fmt::format("0 to {}", extent));
    }
    Slice const part{.axis = axis, .begin = begin, .end = std::min(begin + size, extent)};
    parts.push_back(moved(context, [&](OnnxTensor const& tensor) { return slice(tensor, part); }));
    begin = part.end;
  }
  if (begin != extent || parts.size() != context.node().outputs.size()) {
    throw LiftError(fmt::format("parts {} of {}", to_string(sizes), extent),
                    "one part for each output, all of the array together");
  }
  return parts;
}

} // namespace

std::vector<OperatorRow> rearranging_operators() {
  return {{"Dropout", dropout},
          {"Flatten", flatten, true},
          {"Gather", gathered, true},
          {"Identity", same, true},
          {"Reshape", reshaped, true},
          {"Slice", sliced, true},
          {"Split", parted, true},
          {"Squeeze", squeezed, true},
          {"Transpose", transposed, true},
          {"Unsqueeze", unsqueezed, true}};
}

} // namespace equivarify::codegen
