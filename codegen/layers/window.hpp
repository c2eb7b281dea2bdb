/// \file
/// The windows that a layer looks at its planes or volumes through.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_WINDOW_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_WINDOW_HPP

#include <array>
#include <cstddef>

namespace equivarify::codegen {

/// A number of rows and a number of columns; of a volume the number of slices too.
struct Extent {
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t depth = 1;

  [[nodiscard]] std::size_t size() const { return depth * rows * columns; }

  friend bool operator==(Extent const&, Extent const&) = default;
};

/// The extent of \p size along each of \p axes axes: columns, then rows, then slices.
[[nodiscard]] constexpr Extent equal_extent(std::size_t axes, std::size_t size) {
  return {axes > 1 ? size : 1, size, axes > 2 ? size : 1};
}

/// Rows and columns around a plane; slices in front of a volume and behind it.
struct Margins {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;
  std::size_t front = 0;
  std::size_t back = 0;
  friend bool operator==(Margins const&, Margins const&) = default;
};

/// What windows do along one axis.
struct WindowAxis {
  std::size_t size;
  std::size_t stride;
  std::size_t before; ///< entries of the margin
  std::size_t after;
  std::size_t dilation;

  /// From the first to the last entry.
  [[nodiscard]] std::size_t span() const { return (size - 1) * dilation + 1; }
};

/// Output (i, j) of a plane sees the entries (i * stride + a * dilation - top, j * stride + b *
/// dilation - left) of the input's planes, (a, b) in the window, as far as they lie in the plane.
/// If it is transposed, the entry (i, j) is seen by the outputs at these places instead. In volumes
/// there is a third such index, for slices.
struct Window {
  Extent size;
  Extent stride{1, 1};
  Margins pad{};         ///< what the windows see of the outside
  Extent dilation{1, 1}; ///< from one entry of a window to the next
  bool circular = false; ///< outside the plane is its other side; otherwise there is nothing
  bool transposed = false;
  std::size_t groups = 1; ///< parts of the channels, each seen by its own outputs

  /// Slices, rows and columns.
  [[nodiscard]] std::array<WindowAxis, 3> axes() const {
    return {WindowAxis{size.depth, stride.depth, pad.front, pad.back, dilation.depth},
            WindowAxis{size.rows, stride.rows, pad.top, pad.bottom, dilation.rows},
            WindowAxis{size.columns, stride.columns, pad.left, pad.right, dilation.columns}};
  }

  /// From the first to the last entry along each axis.
  [[nodiscard]] Extent span() const {
    auto const all = axes();
    return {all[1].span(), all[2].span(), all[0].span()};
  }
};

} // namespace equivarify::codegen

#endif
