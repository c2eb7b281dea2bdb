/// \file
/// Sums of small matrix products with every size but the number of rows known at compile time.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_MATRIX_PRODUCT_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_MATRIX_PRODUCT_HPP

#include "equivarify/runtime/kernels/vector.hpp"

#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// Where the two factors of one product begin, counted in floats from the common bases.
struct FactorOffsets {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// The distances, in floats, between neighbours of A, B and C.
struct ProductStrides {
  std::size_t a_row = 0;
  std::size_t a_depth = 1;
  std::size_t b_row = 0;
  std::size_t c_row = 0;
};

/// C[r][j] (+)= sum over the pairs and over k < depth of A[r][k] B[k][j].
struct ProductTask {
  float const* a = nullptr;
  float const* b = nullptr;
  float* c = nullptr;
  std::span<FactorOffsets const> pairs;
  std::size_t depth = 0;
  ProductStrides strides;
};

/// How many vectors of columns are summed at once beside eight rows: what the register file holds.
#if defined(__AVX512F__)
inline constexpr std::size_t column_vectors = 3;
#else
inline constexpr std::size_t column_vectors = 1;
#endif

enum class Store { overwrite, accumulate };

/// The product for R rows and V vectors of N columns, all sums in registers; every entry is summed
/// in order of depth.
template <Store Mode, std::size_t R, std::size_t V, std::size_t N>
[[gnu::always_inline]] inline void
multiply_block(ProductTask const& task, std::size_t row, std::size_t column) {
  ProductStrides const strides = task.strides;
  float* const c = task.c + row * strides.c_row + column;
  Vector<N> sum[R][V];
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < V; ++v) {
      sum[r][v] = Mode == Store::accumulate ? load<N>(c + r * strides.c_row + v * N) : Vector<N>{};
    }
  }
  for (FactorOffsets const pair : task.pairs) {
    float const* a = task.a + pair.a + row * strides.a_row;
    float const* b = task.b + pair.b + column;
    for (std::size_t k = 0; k < task.depth; ++k, a += strides.a_depth, b += strides.b_row) {
      Vector<N> factor[V];
#pragma GCC unroll 4
      for (std::size_t v = 0; v < V; ++v) {
        factor[v] = load<N>(b + v * N);
      }
#pragma GCC unroll 16
      for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
        for (std::size_t v = 0; v < V; ++v) {
          sum[r][v] += a[r * strides.a_row] * factor[v];
        }
      }
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < V; ++v) {
      store<N>(c + r * strides.c_row + v * N, sum[r][v]);
    }
  }
}

/// All rows for one group of V vectors of columns: blocks of R rows, then halves of R for what is
/// left.
template <Store Mode, std::size_t R, std::size_t V, std::size_t N>
inline void multiply_columns(ProductTask const& task,
                             std::size_t rows,
                             std::size_t column,
                             std::size_t row = 0) {
  for (; row + R <= rows; row += R) {
    multiply_block<Mode, R, V, N>(task, row, column);
  }
  if constexpr (R > 1) {
    if (row < rows) {
      multiply_columns<Mode, R / 2, V, N>(task, rows, column, row);
    }
  }
}

/// The whole product: \p rows rows and Columns columns. R is the preferred number of rows in a
/// block, at most 8.
///
/// Each entry of C is the sum in the order of the pairs and of the depth, wherever it lies: equal
/// rows of A give equal rows of C to the last bit.
template <Store Mode, std::size_t Columns, std::size_t R = 8, std::size_t N = lanes>
inline void multiply(ProductTask const& task, std::size_t rows, std::size_t column = 0) {
  constexpr std::size_t vectors = Columns / N;
  constexpr std::size_t threes = column_vectors < 3                ? 0
                                 : vectors % 3 == 1 && vectors > 1 ? vectors / 3 - 1
                                                                   : vectors / 3;
  constexpr std::size_t twos = column_vectors < 3 ? 0 : (vectors - 3 * threes) / 2;
  constexpr std::size_t ones = vectors - 3 * threes - 2 * twos;
  for (std::size_t i = 0; i < threes; ++i, column += 3 * N) {
    multiply_columns<Mode, R, 3, N>(task, rows, column);
  }
  for (std::size_t i = 0; i < twos; ++i, column += 2 * N) {
    multiply_columns<Mode, R, 2, N>(task, rows, column);
  }
  for (std::size_t i = 0; i < ones; ++i, column += N) {
    multiply_columns<Mode, R, 1, N>(task, rows, column);
  }
  if constexpr (Columns % N != 0) {
    multiply<Mode, Columns % N, R, N / 2>(task, rows, column);
  }
}

} // namespace equivarify::runtime

#endif
