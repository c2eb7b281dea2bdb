/// \file
/// Entries of arrays by their places.
#ifndef EQUIVARIFY_CODEGEN_LIFT_PICKING_HPP
#define EQUIVARIFY_CODEGEN_LIFT_PICKING_HPP

#include "equivarify/codegen/lift/tensor.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace equivarify::codegen {

[[nodiscard]] inline std::size_t at(Extents const& shape, std::size_t axis) {
  return static_cast<std::size_t>(shape[axis]);
}

/// The entries of \p tensor at \p sources, in \p shape.
[[nodiscard]] inline OnnxTensor
picked(OnnxTensor const& tensor, Extents shape, std::vector<std::size_t> const& sources) {
  OnnxTensor result{tensor.name, std::move(shape), {}};
  std::visit(
      [&](auto const& values) {
        std::decay_t<decltype(values)> chosen;
        chosen.reserve(sources.size());
        for (std::size_t const source : sources) {
          chosen.push_back(values[source]);
        }
        result.values = std::move(chosen);
      },
      tensor.values);
  return result;
}

/// The distance of neighbours along each axis of \p shape.
[[nodiscard]] inline std::vector<std::size_t> strides_of(Extents const& shape) {
  std::vector<std::size_t> strides(shape.size(), 1);
  for (std::size_t axis = shape.size(); axis-- > 1;) {
    strides[axis - 1] = strides[axis] * at(shape, axis);
  }
  return strides;
}

/// The place of each entry of \p shape in an array whose neighbours along axis i are strides[i]
/// apart.
[[nodiscard]] inline std::vector<std::size_t> places(Extents const& shape,
                                                     std::vector<std::size_t> const& strides) {
  std::vector<std::size_t> result{0};
  result.reserve(entries_of(shape));
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    std::vector<std::size_t> finer;
    finer.reserve(result.size() * at(shape, axis));
    for (std::size_t const start : result) {
      for (std::size_t i = 0; i < at(shape, axis); ++i) {
        finer.push_back(start + i * strides[axis]);
      }
    }
    result = std::move(finer);
  }
  return result;
}

} // namespace equivarify::codegen

#endif
