/// \file
/// Arrays of four bytes each, transposed.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_QUADS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_QUADS_HPP

#include "equivarify/runtime/integer/products.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace equivarify::runtime {

/// Rows of quads next to each other, which become columns.
struct QuadTable {
  std::uint8_t const* from;
  std::size_t from_stride; ///< bytes from one row to the next
  std::size_t rows;
  std::size_t columns;
  std::uint8_t* to;
  std::size_t to_stride;
};

namespace quads {

inline constexpr std::size_t at_once = 4;

using QuadRow __attribute__((vector_size(at_once * quad))) = std::uint32_t;

/// Four rows of four quads.
inline void transpose_block(QuadTable const& of, std::size_t row, std::size_t column) {
  std::array<QuadRow, at_once> x;
  for (std::size_t i = 0; i < at_once; ++i) {
    std::memcpy(&x[i], of.from + (row + i) * of.from_stride + column * quad, sizeof(QuadRow));
  }
  QuadRow const a = __builtin_shufflevector(x[0], x[1], 0, 4, 1, 5);
  QuadRow const b = __builtin_shufflevector(x[2], x[3], 0, 4, 1, 5);
  QuadRow const c = __builtin_shufflevector(x[0], x[1], 2, 6, 3, 7);
  QuadRow const d = __builtin_shufflevector(x[2], x[3], 2, 6, 3, 7);
  x = {__builtin_shufflevector(a, b, 0, 1, 4, 5),
       __builtin_shufflevector(a, b, 2, 3, 6, 7),
       __builtin_shufflevector(c, d, 0, 1, 4, 5),
       __builtin_shufflevector(c, d, 2, 3, 6, 7)};
  for (std::size_t i = 0; i < at_once; ++i) {
    std::memcpy(of.to + (column + i) * of.to_stride + row * quad, &x[i], sizeof(QuadRow));
  }
}

} // namespace quads

/// Quad c of row r of \p of goes to place r of row c. Time: linear in their number.
inline void transpose_quads(QuadTable const& of) {
  std::size_t const rows = of.rows / quads::at_once * quads::at_once;
  std::size_t const columns = of.columns / quads::at_once * quads::at_once;
  for (std::size_t row = 0; row < rows; row += quads::at_once) {
    for (std::size_t column = 0; column < columns; column += quads::at_once) {
      quads::transpose_block(of, row, column);
    }
  }
  for (std::size_t row = 0; row < of.rows; ++row) {
    for (std::size_t column = row < rows ? columns : 0; column < of.columns; ++column) {
      std::memcpy(of.to + column * of.to_stride + row * quad,
                  of.from + row * of.from_stride + column * quad,
                  quad);
    }
  }
}

} // namespace equivarify::runtime

#endif
