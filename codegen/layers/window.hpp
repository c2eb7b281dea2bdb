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

/// Output (i, j) of a plane sees the entries (i * stride + a - pad, j * stride + b - pad) of the
/// input's planes, (a, b) in the window, as far as they lie in the plane.
struct Window {
  Extent size;
  Extent stride{1, 1};
  Extent pad{0, 0}; ///< rows and columns of zeros on each side
};

} // namespace equivarify::codegen

#endif
