/// \file
/// The windows that a layer looks at its planes through.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_WINDOW_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_WINDOW_HPP

#include <cstddef>

namespace equivarify::codegen {

/// A number of rows and a number of columns.
struct Extent {
  std::size_t rows = 1;
  std::size_t columns = 1;
  friend bool operator==(Extent const&, Extent const&) = default;
};

/// Rows and columns around a plane.
struct Margins {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;
  friend bool operator==(Margins const&, Margins const&) = default;
};

/// Output (i, j) of a plane sees the entries (i * stride + a * dilation - top, j * stride + b *
/// dilation - left) of the input's planes, (a, b) in the window, as far as they lie in the plane.
struct Window {
  Extent size;
  Extent stride{1, 1};
  Margins pad{};         ///< what the windows see of the outside
  Extent dilation{1, 1}; ///< from one entry of a window to the next
  bool circular = false; ///< outside the plane is its other side; otherwise there is nothing
  std::size_t groups =
      1; ///< of channels, each seen by as many outputs; of layers that mix channels

  /// The rows and columns from the first to the last entry.
  [[nodiscard]] Extent span() const {
    return {(size.rows - 1) * dilation.rows + 1, (size.columns - 1) * dilation.columns + 1};
  }
};

} // namespace equivarify::codegen

#endif
