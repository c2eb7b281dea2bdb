/// \file
/// The shape of one value in a network.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_SHAPE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_SHAPE_HPP

#include "equivarify/codegen/layers/window.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The shape of one value: `channels` planes of `rows` x `columns`, or volumes. A volume is one
/// plane in which its `depth` slices lie below one another, so that all that does not look at
/// neighbours treats it as a plane. A flat vector has one row and one column.
struct Shape {
  std::size_t channels = 1;
  std::size_t rows = 1; ///< of all slices
  std::size_t columns = 1;
  std::size_t depth = 1; ///< slices; divides `rows`

  /// The number of entries.
  [[nodiscard]] std::size_t size() const noexcept { return channels * rows * columns; }

  /// The entries of each channel.
  [[nodiscard]] std::size_t plane() const noexcept { return rows * columns; }

  /// Whether the value is a vector of `channels` entries.
  [[nodiscard]] bool is_flat() const noexcept { return rows == 1 && columns == 1; }

  /// Slices, rows of one slice, columns.
  [[nodiscard]] std::array<std::size_t, 3> axes() const { return {depth, rows / depth, columns}; }

  /// The same as an extent.
  [[nodiscard]] Extent extent() const { return {rows / depth, columns, depth}; }

  /// Planes or volumes of this shape, \p count of them.
  [[nodiscard]] Shape with_channels(std::size_t count) const {
    return {count, rows, columns, depth};
  }

  friend bool operator==(Shape const&, Shape const&) = default;
};

/// \p channels channels of \p extent.
[[nodiscard]] Shape shape_of(std::size_t channels, Extent const& extent);

/// [channels, rows, columns], or [channels, depth, rows, columns] of a volume.
[[nodiscard]] std::vector<std::size_t> extents_of(Shape const& shape);

/// The shape of such \p extents, or of [channels, columns]. \pre two to four extents
[[nodiscard]] Shape shape_of(std::vector<std::size_t> const& extents);

/// Whether a value of the shape \p own can be stretched to \p whole: along the channels and along
/// the planes it has as many entries, or one for all.
[[nodiscard]] bool stretches_to(Shape const& own, Shape const& whole);

/// The entry of a value of the shape \p own that stands for entry \p entry of \p whole. \pre
/// stretches_to(own, whole)
[[nodiscard]] std::size_t stretched_entry(Shape const& own, Shape const& whole, std::size_t entry);

/// The shape as `1x28x28`, or `10` for a vector.
[[nodiscard]] std::string to_string(Shape const& shape);

/// `3x3`, or `2x3x3` in a volume.
[[nodiscard]] std::string to_string(Extent const& extent);

} // namespace equivarify::codegen

#endif
