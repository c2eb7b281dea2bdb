/// \file
/// Sums of small matrix products with every size but the number of rows known at compile time.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_MATRIX_PRODUCT_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_MATRIX_PRODUCT_HPP

#include "equivarify/runtime/arrays/vector.hpp"

#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// Where the two factors of one product begin, counted in floats from the common bases.
struct FactorOffsets {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// The distances, in floats, between neighbours of A, B and C; strips are groups of columns that
/// are summed at once, but do not lie side by side.
struct ProductStrides {
  std::size_t a_row = 0;
  std::size_t a_depth = 1;
  std::size_t b_row = 0;
  std::size_t c_row = 0;
  std::size_t b_strip = 0;
  std::size_t c_strip = 0;
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

/// The sums that the register file holds next to the factors.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr std::size_t register_sums = 24;
#else
inline constexpr std::size_t register_sums = 12;
#endif

/// Vectors of columns that are summed at once: in each of `Strips` strips `Vectors` of `Lanes`
/// floats, of the last vector only the first `Last`. Rows of A are `RowStride` apart, if that is
/// not 0.
template <std::size_t Vectors,
          std::size_t Lanes,
          std::size_t Last,
          std::size_t RowStride,
          std::size_t Strips>
struct ColumnBlock {
  static constexpr std::size_t strip_vectors = Vectors;
  static constexpr std::size_t vectors = Strips * Vectors;
  static constexpr std::size_t lanes = Lanes;

  /// The most rows that are summed at once. With one vector there must be enough to fill the time
  /// that a sum waits for the one before it.
  static constexpr std::size_t most_rows =
      vectors == 1 ? register_sums * 2 / 3 : register_sums / vectors;

  static constexpr std::size_t a_row(ProductStrides const& strides) {
    return RowStride == 0 ? strides.a_row : RowStride;
  }

  /// Where vector number \p v begins, of strips that lie \p strip floats apart.
  static constexpr std::size_t place(std::size_t v, std::size_t strip) {
    return v / Vectors * strip + v % Vectors * Lanes;
  }

  [[gnu::always_inline]] static Vector<Lanes> load_vector(std::size_t v, float const* place) {
    if constexpr (Last != Lanes) {
      if (v % Vectors + 1 == Vectors) {
        return load_first<Lanes, Last>(place);
      }
    }
    return load<Lanes>(place);
  }

  [[gnu::always_inline]] static void
  store_vector(std::size_t v, float* place, Vector<Lanes> const& value) {
    if constexpr (Last != Lanes) {
      if (v % Vectors + 1 == Vectors) {
        store_first<Lanes, Last>(place, value);
        return;
      }
    }
    store<Lanes>(place, value);
  }
};

/// Adds one step of the depth to the sums of R rows and the columns of \p Block.
template <Fetch F, std::size_t R, typename Block>
[[gnu::always_inline]] inline void add_step(float const* a,
                                            float const* b,
                                            Vector<Block::lanes> (&sum)[R][Block::vectors],
                                            ProductTask const& task) {
  constexpr std::size_t n = Block::lanes;
  std::size_t const a_row = Block::a_row(task.strides);
  Vector<n> factor[Block::vectors];
#pragma GCC unroll 8
  for (std::size_t v = 0; v < Block::vectors; ++v) {
    float const* const place = b + Block::place(v, task.strides.b_strip);
    factor[v] = Block::load_vector(v, place);
    if constexpr (F == Fetch::ahead) {
      __builtin_prefetch(place + task.fetch);
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < Block::vectors; ++v) {
      sum[r][v] = multiply_add<n>(a[r * a_row], factor[v], sum[r][v]);
    }
  }
}

/// Calls f(row, vector, place in C) for all sums of R rows.
template <std::size_t R, typename Block, typename F>
[[gnu::always_inline]] inline void
for_each_sum(float* c, ProductStrides const& strides, F const& f) {
#pragma GCC unroll 16
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < Block::vectors; ++v) {
      f(r, v, c + r * strides.c_row + Block::place(v, strides.c_strip));
    }
  }
}

/// The product for R rows and the columns of \p Block, all sums in registers; every entry is summed
/// in order of depth.
template <Fetch F, std::size_t R, typename Block>
[[gnu::always_inline]] inline void
multiply_block(ProductTask const& task, std::size_t row, std::size_t column) {
  ProductStrides const strides = task.strides;
  std::size_t const a_row = Block::a_row(strides);
  float* const c = task.c + row * strides.c_row + column;
  Vector<Block::lanes> sum[R][Block::vectors] = {};
  if (task.store == Store::accumulate) {
    for_each_sum<R, Block>(c, strides, [&](std::size_t r, std::size_t v, float const* place) {
      sum[r][v] = Block::load_vector(v, place);
    });
  }
  for (FactorOffsets const pair : task.pairs) {
    float const* a = task.a + pair.a + row * a_row;
    float const* b = task.b + pair.b + column;
    for (std::size_t k = 0; k < task.depth; ++k, a += strides.a_depth, b += strides.b_row) {
      add_step<F, R, Block>(a, b, sum, task);
    }
  }
  for_each_sum<R, Block>(c, strides, [&](std::size_t r, std::size_t v, float* place) {
    Block::store_vector(v, place, sum[r][v]);
  });
}

/// At most R rows from \p row on, in one block.
template <Fetch F, std::size_t R, typename Block>
inline void
multiply_rows(ProductTask const& task, std::size_t rows, std::size_t row, std::size_t column) {
  if (rows == R) {
    multiply_block<F, R, Block>(task, row, column);
  } else if constexpr (R > 1) {
    multiply_rows<F, R - 1, Block>(task, rows, row, column);
  }
}

/// All rows for the columns of \p Block from \p column on: as few blocks as the registers allow, of
/// about the same number of rows. Returns where the next columns begin.
template <Fetch F, typename Block>
inline std::size_t multiply_columns(ProductTask const& task, std::size_t rows, std::size_t column) {
  std::size_t const blocks = (rows + Block::most_rows - 1) / Block::most_rows;
  for (std::size_t block = 0; block < blocks; ++block) {
    std::size_t const first = block * rows / blocks;
    multiply_rows<F, Block::most_rows, Block>(
        task, (block + 1) * rows / blocks - first, first, column);
  }
  return column + Block::strip_vectors * Block::lanes;
}

/// The most vectors of columns that are summed at once.
inline constexpr std::size_t column_vectors = register_sums / 8 + (register_sums < 16 ? 1 : 0);

/// How many vectors come next of \p left ones: as many as are summed at once, but never one alone
/// at the end.
constexpr std::size_t next_vectors(std::size_t left, std::size_t at_once) {
  return left > at_once ? (left == at_once + 1 ? left - 2 : at_once) : left;
}

/// How a product is computed.
struct ProductForm {
  Fetch fetch = Fetch::no;
  std::size_t row_stride = 0;           ///< of A where it is known, or 0
  std::size_t strips = 1;               ///< of as many columns each, which are summed at once
  std::size_t vectors = column_vectors; ///< of a strip, at most, that are summed at once
};

/// The whole product: \p rows rows and Columns columns, or so many in each strip of \p Form.
///
/// Each entry of C is the sum in the order of the pairs and of the depth, wherever it lies: equal
/// rows of A give equal rows of C to the last bit.
template <std::size_t Columns, ProductForm Form = ProductForm{}, std::size_t N = lanes>
inline void multiply(ProductTask const& task, std::size_t rows, std::size_t column = 0) {
  // The last vector may be cut off, or left to narrower ones.
  constexpr std::size_t vectors = has_masks<N> ? (Columns + N - 1) / N : Columns / N;
  if constexpr (vectors == 0) {
    multiply<Columns, Form, N / 2>(task, rows, column);
  } else {
    constexpr std::size_t now = next_vectors(vectors, Form.vectors);
    constexpr std::size_t done = now * N < Columns ? now * N : Columns;
    constexpr std::size_t last = done - (now - 1) * N;
    using Block = ColumnBlock<now, N, last, Form.row_stride, Form.strips>;
    column = multiply_columns<Form.fetch, Block>(task, rows, column);
    if constexpr (done < Columns) {
      multiply<Columns - done, Form, N>(task, rows, column);
    }
  }
}

} // namespace equivarify::runtime

#endif
