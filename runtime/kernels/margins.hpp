/// \file
/// What windows see around a plane.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_MARGINS_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_MARGINS_HPP

#include <cstddef>

namespace equivarify::runtime {

/// Rows and columns around a plane.
struct Margins {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;

  friend constexpr bool operator==(Margins const&, Margins const&) = default;
};

} // namespace equivarify::runtime

#endif
