/// \file
/// The shape of one value in a network.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_SHAPE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_SHAPE_HPP

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// The shape of one value: `channels` planes of `rows` x `columns`. A flat vector has one row and
/// one column.
struct Shape {
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;

  /// The number of entries.
  [[nodiscard]] std::size_t size() const noexcept { return channels * rows * columns; }

  /// Whether the value is a vector of `channels` entries.
  [[nodiscard]] bool is_flat() const noexcept { return rows == 1 && columns == 1; }

  friend bool operator==(Shape const&, Shape const&) = default;
};

/// The shape as `1x28x28`, or `10` for a vector.
[[nodiscard]] std::string to_string(Shape const& shape);

} // namespace equivarify::codegen

#endif
