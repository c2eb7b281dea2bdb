#include "equivarify/codegen/lift/picking.hpp"
#include "equivarify/codegen/lift/tensor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t largest_extent = std::int64_t{1} << 30U;

/// The entries of \p tensor at \p indices along \p axis.
OnnxTensor
picked_along(OnnxTensor const& tensor, std::size_t axis, std::vector<std::size_t> const& indices) {
  Extents shape = tensor.shape;
  shape[axis] = static_cast<std::int64_t>(indices.size());
  std::size_t const block = strides_of(tensor.shape)[axis];
  std::size_t const row = block * at(tensor.shape, axis);
  std::vector<std::size_t> sources;
  for (std::size_t start = 0; start < tensor.size(); start += row) {
    for (std::size_t const index : indices) {
      for (std::size_t i = 0; i < block; ++i) {
        sources.push_back(start + index * block + i);
      }
    }
  }
  return picked(tensor, std::move(shape), sources);
}

/// \p index along an extent, counted from the end where it is negative.
std::size_t checked_index(std::int64_t index, std::int64_t extent) {
  std::int64_t const from_front = index < 0 ? index + extent : index;
  if (from_front < 0 || from_front >= extent) {
    throw TensorError(fmt::format("index {} of an extent of {}", index, extent));
  }
  return static_cast<std::size_t>(from_front);
}

} // namespace

OnnxTensor reshape(OnnxTensor tensor, Extents shape, bool allow_zero) {
  std::size_t unknown = shape.size();
  std::int64_t known = 1;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (shape[axis] == 0 && !allow_zero) {
      shape[axis] = axis < tensor.shape.size() ? tensor.shape[axis] : 0;
    }
    if (shape[axis] == -1 && unknown == shape.size()) {
      unknown = axis;
    } else if (shape[axis] < 0 || shape[axis] > largest_extent) {
      throw TensorError(fmt::format("the shape {}", to_string(shape)));
    } else {
      known = std::min(known * shape[axis], largest_extent);
    }
  }
  auto const size = static_cast<std::int64_t>(tensor.size());
  if (unknown < shape.size() && known != 0) {
    shape[unknown] = size / known;
  }
  if (std::count(shape.begin(), shape.end(), -1) != 0 || entries_of(shape) != tensor.size()) {
    throw TensorError(fmt::format("{} as {}", to_string(tensor.shape), to_string(shape)));
  }
  tensor.shape = std::move(shape);
  return tensor;
}

OnnxTensor transpose(OnnxTensor const& tensor, std::vector<std::int64_t> order) {
  std::size_t const rank = tensor.shape.size();
  std::vector<bool> seen(rank);
  Extents shape;
  std::vector<std::size_t> const from = strides_of(tensor.shape);
  std::vector<std::size_t> strides;
  for (std::int64_t const axis : order) {
    std::size_t const source = axis_of(axis, rank);
    seen[source] = true;
    shape.push_back(tensor.shape[source]);
    strides.push_back(from[source]);
  }
  if (order.size() != rank || std::count(seen.begin(), seen.end(), false) != 0) {
    throw TensorError(fmt::format("{} in the order {}", to_string(tensor.shape), to_string(order)));
  }
  return picked(tensor, shape, places(shape, strides));
}

OnnxTensor squeeze(OnnxTensor tensor, std::vector<std::int64_t> const& axes) {
  std::vector<bool> drop(tensor.shape.size());
  for (std::size_t const axis : axes_of(axes, tensor.shape.size())) {
    drop[axis] = true;
  }
  Extents kept;
  for (std::size_t axis = 0; axis < drop.size(); ++axis) {
    bool const is_one = tensor.shape[axis] == 1;
    if (drop[axis] && !is_one) {
      throw TensorError(fmt::format("{} without extent {}", to_string(tensor.shape), axis));
    }
    if (!drop[axis] && (!axes.empty() || !is_one)) {
      kept.push_back(tensor.shape[axis]);
    }
  }
  tensor.shape = std::move(kept);
  return tensor;
}

OnnxTensor unsqueeze(OnnxTensor tensor, std::vector<std::int64_t> const& axes) {
  std::size_t const rank = tensor.shape.size() + axes.size();
  std::vector<bool> is_new(rank);
  for (std::size_t const axis : axes_of(axes, rank)) {
    is_new[axis] = true;
  }
  Extents shape;
  auto old = tensor.shape.begin();
  for (bool const fresh : is_new) {
    shape.push_back(fresh ? 1 : *old++);
  }
  tensor.shape = std::move(shape);
  return tensor;
}

OnnxTensor gather(OnnxTensor const& tensor, OnnxTensor const& indices, std::int64_t axis) {
  std::size_t const along = axis_of(axis, tensor.shape.size());
  std::vector<std::size_t> sources;
  for (std::int64_t const index : integers_of(indices)) {
    sources.push_back(checked_index(index, tensor.shape[along]));
  }
  OnnxTensor result = picked_along(tensor, along, sources);
  auto const place = result.shape.begin() + static_cast<std::ptrdiff_t>(along);
  result.shape.insert(result.shape.erase(place), indices.shape.begin(), indices.shape.end());
  return result;
}

OnnxTensor slice(OnnxTensor const& tensor, Slice const& part) {
  std::size_t const along = axis_of(part.axis, tensor.shape.size());
  std::int64_t const extent = tensor.shape[along];
  if (part.step == 0 || part.step > largest_extent || part.step < -largest_extent) {
    throw TensorError(fmt::format("steps of {}", part.step));
  }
  bool const forward = part.step > 0;
  auto const bound = [&](std::int64_t index) {
    std::int64_t const from_front = index < 0 ? index + extent : index;
    return std::clamp<std::int64_t>(from_front, forward ? 0 : -1, forward ? extent : extent - 1);
  };
  std::vector<std::size_t> indices;
  std::int64_t const end = part.end < -extent ? (forward ? 0 : -1) : bound(part.end);
  for (std::int64_t i = bound(part.begin); forward ? i < end : i > end; i += part.step) {
    indices.push_back(static_cast<std::size_t>(i));
  }
  return picked_along(tensor, along, indices);
}

} // namespace equivarify::codegen
