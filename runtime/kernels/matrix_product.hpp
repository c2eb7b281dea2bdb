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

/// Whether a product takes the place of what is there or is added to it.
enum class Store { overwrite, accumulate };

/// Whether B is fetched into the cache ahead of its use, for products that wait for memory.
enum class Fetch { no, ahead };

/// C[r][j] (+)= sum over the pairs and over k < depth of A[r][k] B[k][j].
struct ProductTask {
  float const* a = nullptr;
  float const* b = nullptr;
  float* c = nullptr;
  std::span<FactorOffsets const> pairs;
  std::size_t depth = 0;
  ProductStrides strides;
  Store store = Store::overwrite;
  std::size_t fetch = 0; ///< how far ahead of its use B is fetched, in floats, if it is
};

/// How many vectors of columns are summed at once beside eight rows: what the register file holds.
#if defined(__AVX512F__)
inline constexpr std::size_t column_vectors = 3;
#else
inline constexpr std::size_t column_vectors = 1;
#endif

/// The most rows that are summed at once.
inline constexpr std::size_t block_rows = 8;

/// Adds one step of the depth to the sums of R rows and V vectors of columns; \p fetch is as in
/// ProductTask.
template <Fetch F, std::size_t R, std::size_t V, std::size_t N>
[[gnu::always_inline]] inline void add_step(float const* a,
                                            std::size_t a_row,
                                            float const* b,
                                            Vector<N> (&sum)[R][V],
                                            [[maybe_unused]] std::size_t fetch) {
  Vector<N> factor[V];
#pragma GCC unroll 4
  for (std::size_t v = 0; v < V; ++v) {
    factor[v] = load<N>(b + v * N);
    if constexpr (F == Fetch::ahead) {
      __builtin_prefetch(b + v * N + fetch);
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < V; ++v) {
      sum[r][v] = multiply_add<N>(a[r * a_row], factor[v], sum[r][v]);
    }
  }
}

/// Calls f(row, vector, place in C) for all sums of a block.
template <std::size_t R, std::size_t V, std::size_t N, typename F>
[[gnu::always_inline]] inline void for_each_sum(float* c, std::size_t c_row, F const& f) {
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < V; ++v) {
      f(r, v, c + r * c_row + v * N);
    }
  }
}

/// The product for R rows and V vectors of N columns, all sums in registers; every entry is summed
/// in order of depth.
template <Fetch F, std::size_t R, std::size_t V, std::size_t N>
[[gnu::always_inline]] inline void
multiply_block(ProductTask const& task, std::size_t row, std::size_t column) {
  ProductStrides const strides = task.strides;
  float* const c = task.c + row * strides.c_row + column;
  Vector<N> sum[R][V] = {};
  if (task.store == Store::accumulate) {
    for_each_sum<R, V, N>(c, strides.c_row, [&](std::size_t r, std::size_t v, float const* place) {
      sum[r][v] = load<N>(place);
    });
  }
  for (FactorOffsets const pair : task.pairs) {
    float const* a = task.a + pair.a + row * strides.a_row;
    float const* b = task.b + pair.b + column;
    for (std::size_t k = 0; k < task.depth; ++k, a += strides.a_depth, b += strides.b_row) {
      add_step<F, R, V, N>(a, strides.a_row, b, sum, task.fetch);
    }
  }
  for_each_sum<R, V, N>(c, strides.c_row, [&](std::size_t r, std::size_t v, float* place) {
    store<N>(place, sum[r][v]);
  });
}

/// At most R rows from \p row on, in one block.
template <Fetch F, std::size_t R, std::size_t V, std::size_t N>
inline void
multiply_rows(ProductTask const& task, std::size_t rows, std::size_t row, std::size_t column) {
  if (rows == R) {
    multiply_block<F, R, V, N>(task, row, column);
  } else if constexpr (R > 1) {
    multiply_rows<F, R - 1, V, N>(task, rows, row, column);
  }
}

/// All rows for one group of V vectors of columns: as few blocks as the registers allow, of about
/// the same number of rows.
template <Fetch F, std::size_t V, std::size_t N>
inline void multiply_columns(ProductTask const& task, std::size_t rows, std::size_t column) {
  std::size_t const blocks = (rows + block_rows - 1) / block_rows;
  for (std::size_t block = 0; block < blocks; ++block) {
    std::size_t const first = block * rows / blocks;
    multiply_rows<F, block_rows, V, N>(task, (block + 1) * rows / blocks - first, first, column);
  }
}

/// The whole product: \p rows rows and Columns columns.
///
/// Each entry of C is the sum in the order of the pairs and of the depth, wherever it lies: equal
/// rows of A give equal rows of C to the last bit.
template <std::size_t Columns, Fetch F = Fetch::no, std::size_t N = lanes>
inline void multiply(ProductTask const& task, std::size_t rows, std::size_t column = 0) {
  constexpr std::size_t vectors = Columns / N;
  constexpr std::size_t threes = column_vectors < 3                ? 0
                                 : vectors % 3 == 1 && vectors > 1 ? vectors / 3 - 1
                                                                   : vectors / 3;
  constexpr std::size_t twos = column_vectors < 3 ? 0 : (vectors - 3 * threes) / 2;
  constexpr std::size_t ones = vectors - 3 * threes - 2 * twos;
  for (std::size_t i = 0; i < threes; ++i, column += 3 * N) {
    multiply_columns<F, 3, N>(task, rows, column);
  }
  for (std::size_t i = 0; i < twos; ++i, column += 2 * N) {
    multiply_columns<F, 2, N>(task, rows, column);
  }
  for (std::size_t i = 0; i < ones; ++i, column += N) {
    multiply_columns<F, 1, N>(task, rows, column);
  }
  if constexpr (Columns % N != 0) {
    multiply<Columns % N, F, N / 2>(task, rows, column);
  }
}

} // namespace equivarify::runtime

#endif
