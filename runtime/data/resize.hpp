/// \file
/// Pictures brought to another size.
#ifndef EQUIVARIFY_RUNTIME_DATA_RESIZE_HPP
#define EQUIVARIFY_RUNTIME_DATA_RESIZE_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// A grey picture, row by row.
struct Plane {
  std::span<std::uint8_t const> pixels;
  std::size_t rows = 0;
  std::size_t columns = 0;
};

/// \p plane with \p rows rows and \p columns columns: each new pixel is the mean of the area of the
/// old picture that it covers, parts of pixels counted in proportion.
[[nodiscard]] std::vector<std::uint8_t>
resize(Plane const& plane, std::size_t rows, std::size_t columns);

} // namespace equivarify::runtime

#endif
