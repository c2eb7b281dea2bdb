#include "equivarify/codegen/lift/tensor.hpp"

#include "equivarify/codegen/lift/picking.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t most_entries = std::size_t{1} << 27U;

/// The shape of \p tensors in a row.
Extents joined_shape(std::vector<OnnxTensor> const& tensors, std::size_t along) {
  Extents shape = tensors.front().shape;
  std::int64_t length = 0;
  for (OnnxTensor const& tensor : tensors) {
    if (tensor.shape.size() != shape.size()) {
      throw TensorError("values of different ranks in a row");
    }
    length += tensor.shape[along];
    shape[along] = tensor.shape[along];
    if (tensor.shape != shape) {
      throw TensorError(fmt::format("{} after {}", to_string(tensor.shape), to_string(shape)));
    }
  }
  shape[along] = length;
  return shape;
}

/// The values of \p tensors in turn, in \p rows pieces each.
template <typename Number>
std::vector<Number> joined_rows(std::vector<OnnxTensor> const& tensors, std::size_t rows) {
  std::vector<Number> joined;
  for (std::size_t row = 0; row < rows; ++row) {
    for (OnnxTensor const& tensor : tensors) {
      std::visit(
          [&](auto const& values) {
            std::size_t const length = values.size() / rows;
            for (std::size_t i = row * length; i < (row + 1) * length; ++i) {
              joined.push_back(static_cast<Number>(values[i]));
            }
          },
          tensor.values);
    }
  }
  return joined;
}

} // namespace

std::size_t entries_of(Extents const& shape) {
  std::size_t count = 1;
  for (std::int64_t const extent : shape) {
    if (extent < 0 || (extent != 0 && count > most_entries / static_cast<std::size_t>(extent))) {
      throw TensorError(fmt::format("the shape {}", to_string(shape)));
    }
    count *= static_cast<std::size_t>(extent);
  }
  return count;
}

std::string to_string(Extents const& shape) {
  return fmt::format("[{}]", fmt::join(shape, ", "));
}

OnnxTensor counted(Extents shape) {
  std::vector<std::int64_t> values(entries_of(shape));
  std::iota(values.begin(), values.end(), 0);
  return {{}, std::move(shape), std::move(values)};
}

OnnxTensor tensor_of(std::vector<std::int64_t> values) {
  auto const count = static_cast<std::int64_t>(values.size());
  return {{}, {count}, std::move(values)};
}

std::vector<std::int64_t> const& integers_of(OnnxTensor const& tensor) {
  auto const* const values = std::get_if<std::vector<std::int64_t>>(&tensor.values);
  if (values == nullptr) {
    throw TensorError("numbers with a point where whole ones are expected");
  }
  return *values;
}

std::vector<double> numbers_of(OnnxTensor const& tensor) {
  return std::visit(
      [](auto const& values) { return std::vector<double>(values.begin(), values.end()); },
      tensor.values);
}

std::size_t axis_of(std::int64_t axis, std::size_t rank) {
  auto const extents = static_cast<std::int64_t>(rank);
  std::int64_t const from_front = axis < 0 ? axis + extents : axis;
  if (from_front < 0 || from_front >= extents) {
    throw TensorError(fmt::format("axis {} of {}", axis, rank));
  }
  return static_cast<std::size_t>(from_front);
}

std::vector<std::size_t> axes_of(std::vector<std::int64_t> const& axes, std::size_t rank) {
  std::vector<std::size_t> result;
  for (std::int64_t const axis : axes) {
    result.push_back(axis_of(axis, rank));
  }
  std::sort(result.begin(), result.end());
  auto const twice = std::adjacent_find(result.begin(), result.end());
  if (twice != result.end()) {
    throw TensorError(fmt::format("axis {} twice in {}", *twice, to_string(axes)));
  }
  return result;
}

OnnxTensor concatenate(std::vector<OnnxTensor> const& tensors, std::int64_t axis) {
  std::size_t const along = axis_of(axis, tensors.front().shape.size());
  bool const whole = std::all_of(tensors.begin(), tensors.end(), [](OnnxTensor const& tensor) {
    return std::holds_alternative<std::vector<std::int64_t>>(tensor.values);
  });
  Extents shape = joined_shape(tensors, along);
  std::size_t rows = 1;
  for (std::size_t outer = 0; outer < along; ++outer) {
    rows *= at(shape, outer);
  }
  if (whole) {
    return {{}, std::move(shape), joined_rows<std::int64_t>(tensors, rows)};
  }
  return {{}, std::move(shape), joined_rows<float>(tensors, rows)};
}

Extents broadcast_shape(Extents const& a, Extents const& b) {
  Extents shape = a.size() >= b.size() ? a : b;
  Extents const& shorter = a.size() >= b.size() ? b : a;
  std::size_t const more = shape.size() - shorter.size();
  for (std::size_t axis = 0; axis < shorter.size(); ++axis) {
    std::int64_t& extent = shape[more + axis];
    if (extent != shorter[axis] && extent != 1 && shorter[axis] != 1) {
      throw TensorError(fmt::format("{} with {}", to_string(a), to_string(b)));
    }
    extent = extent == 1 ? shorter[axis] : extent;
  }
  return shape;
}

OnnxTensor broadcast(OnnxTensor const& tensor, Extents const& shape) {
  if (tensor.shape == shape) {
    return tensor;
  }
  if (broadcast_shape(tensor.shape, shape) != shape) {
    throw TensorError(fmt::format("{} as {}", to_string(tensor.shape), to_string(shape)));
  }
  static_cast<void>(entries_of(shape));
  std::vector<std::size_t> const from = strides_of(tensor.shape);
  std::vector<std::size_t> strides(shape.size());
  std::size_t const more = shape.size() - tensor.shape.size();
  for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
    strides[more + axis] = tensor.shape[axis] == 1 ? 0 : from[axis];
  }
  return picked(tensor, shape, places(shape, strides));
}

OnnxTensor combine(OnnxTensor const& a,
                   OnnxTensor const& b,
                   std::function<double(double, double)> const& function) {
  Extents shape = broadcast_shape(a.shape, b.shape);
  std::vector<double> const left = numbers_of(broadcast(a, shape));
  std::vector<double> const right = numbers_of(broadcast(b, shape));
  bool const whole = a.values.index() == 1 && b.values.index() == 1;
  std::vector<float> floats;
  std::vector<std::int64_t> integers;
  for (std::size_t i = 0; i < left.size(); ++i) {
    double const value = function(left[i], right[i]);
    if (whole && !(std::abs(value) < 9e15)) {
      throw TensorError("whole numbers beyond 2^53, or divided by 0");
    }
    whole ? integers.push_back(static_cast<std::int64_t>(value))
          : floats.push_back(static_cast<float>(value));
  }
  OnnxTensor result{{}, std::move(shape), std::move(floats)};
  if (whole) {
    result.values = std::move(integers);
  }
  return result;
}

} // namespace equivarify::codegen
