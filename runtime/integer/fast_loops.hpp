/// \file
/// The loops of convolutions over tiles on vectors as compilers know them, which have no
/// instruction set: FastKernel says what each is.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_LOOPS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_LOOPS_HPP

#include "equivarify/runtime/integer/fast_kernel.hpp"
#include "equivarify/runtime/integer/instructions.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>

namespace equivarify::runtime::loops {

/// Vectors, which are handed over by reference alone: how they are handed over by value depends on
/// the instruction set.
template <typename Number, std::size_t count>
struct VectorOf {
  using type __attribute__((vector_size(count * sizeof(Number)))) = Number;
};

template <typename Number, std::size_t count>
using Vector = typename VectorOf<Number, count>::type;

using Wrapping = Vector<std::uint32_t, lane_step>;
using Integers = Vector<std::int32_t, lane_step>;

template <std::size_t m>
inline constexpr TileScheme<m> scheme_of = tile_scheme<m>();

template <std::size_t m, std::size_t product>
inline constexpr auto value_row = scheme_of<m>.values[product];

template <std::size_t m, std::size_t output>
inline constexpr auto answer_row = scheme_of<m>.answers[output];

template <std::size_t count, typename F>
EQUIVARIFY_ALWAYS_INLINE void for_each_of(F const& f) {
  [&]<std::size_t... i>(std::index_sequence<i...> /*all*/) __attribute__((always_inline)) {
    (f(std::integral_constant<std::size_t, i>{}), ...);
  }
  (std::make_index_sequence<count>{});
}

/// sum += c x, which wraps around.
template <std::int32_t c, typename V>
EQUIVARIFY_ALWAYS_INLINE void add_multiple(V const& x, V& sum) {
  if constexpr (c == 1) {
    sum += x;
  } else if constexpr (c == -1) {
    sum -= x;
  } else if constexpr (c < 0) {
    sum -= x * static_cast<std::uint16_t>(-c);
  } else if constexpr (c > 0) {
    sum += x * static_cast<std::uint16_t>(c);
  }
}

/// sum = the sum of row[k] x[k * stride], the row known when this is compiled.
template <auto const& row, std::size_t stride, typename V>
EQUIVARIFY_ALWAYS_INLINE void combine_row(V const* x, V& sum) {
  V result = {};
  for_each_of<std::tuple_size_v<std::remove_cvref_t<decltype(row)>>>([&]<std::size_t k>(
      std::integral_constant<std::size_t, k> /*entry*/) __attribute__((always_inline)) {
    add_multiple<row[k]>(x[k * stride], result);
  });
  sum = result;
}

/// out = the products' entries of those of a row or column: value_row, with sums that rows share.
template <std::size_t m, std::size_t stride, typename V>
EQUIVARIFY_ALWAYS_INLINE void transform_line(V const* x, V* out) {
  if constexpr (m == 4) {
    V const a = x[4 * stride] - (x[2 * stride] << 2);
    V const b = x[3 * stride] - (x[1 * stride] << 2);
    V const c = x[4 * stride] - x[2 * stride];
    V const d = (x[3 * stride] - x[1 * stride]) << 1;
    out[0] = ((x[0] - x[2 * stride]) << 2) + c;
    out[1] = a + b;
    out[2] = a - b;
    out[3] = c + d;
    out[4] = c - d;
    out[5] = x[5 * stride] - x[3 * stride] - (d << 1);
  } else {
    for_each_of<TileScheme<m>::entries>([&]<std::size_t i>(
        std::integral_constant<std::size_t, i> /*product*/) __attribute__((always_inline)) {
      combine_row<value_row<m, i>, stride>(x, out[i]);
    });
  }
}

/// out = the outputs of a row or column of products, `out_stride` apart: answer_row.
template <std::size_t m, std::size_t out_stride, typename V>
EQUIVARIFY_ALWAYS_INLINE void transform_line_back(V const* x, V* out) {
  if constexpr (m == 4) {
    V const a = x[1] + x[2];
    V const b = (x[1] - x[2]) << 2;
    V const c = x[3] + x[4];
    V const d = (x[3] - x[4]) << 1;
    V const e = x[0] + (x[0] << 1);
    V const f = x[5] + (x[5] << 1);
    out[0] = c - (a << 2) + (e << 1);
    out[1 * out_stride] = d - b;
    out[2 * out_stride] = (c - a) << 2;
    out[3 * out_stride] = (d << 2) - b + (f << 3);
  } else {
    for_each_of<m>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*output*/)
                       __attribute__((always_inline)) {
                         combine_row<answer_row<m, i>, 1>(x, out[i * out_stride]);
                       });
  }
}

/// `width` channels of one tile.
template <std::size_t m, std::size_t width>
EQUIVARIFY_ALWAYS_INLINE void
transform_block(TileRow const& row, std::int16_t const* in, std::int16_t* out) {
  using Numbers = Vector<std::uint16_t, width>;
  constexpr std::size_t n = TileScheme<m>::entries;
  Numbers half[n * n];
  for_each_of<n>([&]<std::size_t x>(
      std::integral_constant<std::size_t, x> /*column*/) __attribute__((always_inline)) {
    Numbers entries[n];
    for_each_of<n>([&]<std::size_t y>(
        std::integral_constant<std::size_t, y> /*row*/) __attribute__((always_inline)) {
      std::memcpy(entries + y, in + y * row.row_stride + x * row.depth, sizeof(Numbers));
    });
    transform_line<m, 1>(entries, half + x * n);
  });
  for_each_of<n>([&]<std::size_t i>(
      std::integral_constant<std::size_t, i> /*row*/) __attribute__((always_inline)) {
    Numbers whole[n];
    transform_line<m, n>(half + i, whole);
    for_each_of<n>([&]<std::size_t j>(
        std::integral_constant<std::size_t, j> /*product*/) __attribute__((always_inline)) {
      std::memcpy(out + (i * n + j) * row.product_stride, whole + j, sizeof(Numbers));
    });
  });
}

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void transform_tiles(TileRow const& row) {
  constexpr std::size_t wide = 2 * lane_step;
  for (std::size_t tile = 0; tile < row.tiles; ++tile) {
    std::int16_t const* const in = row.first + tile * m * row.depth;
    std::int16_t* const out = row.out + tile * row.depth;
    std::size_t channel = 0;
    for (; channel + wide <= row.depth; channel += wide) {
      transform_block<m, wide>(row, in + channel, out + channel);
    }
    if (channel < row.depth) {
      transform_block<m, lane_step>(row, in + channel, out + channel);
    }
  }
}

/// The outputs of a tile of the products of one of the group's.
template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void
transform_back(std::int32_t const* tile, std::size_t stride, std::uint32_t* outputs) {
  constexpr std::size_t n = TileScheme<m>::entries;
  Wrapping half[m * n];
  for_each_of<n>([&]<std::size_t x>(
      std::integral_constant<std::size_t, x> /*column*/) __attribute__((always_inline)) {
    Wrapping entries[n];
    for_each_of<n>([&]<std::size_t y>(std::integral_constant<std::size_t, y> /*row*/)
                       __attribute__((always_inline)) {
                         std::memcpy(entries + y, tile + (y * n + x) * stride, sizeof(Wrapping));
                       });
    transform_line_back<m, n>(entries, half + x);
  });
  for_each_of<m>([&]<std::size_t i>(
      std::integral_constant<std::size_t, i> /*row*/) __attribute__((always_inline)) {
    Wrapping whole[m];
    transform_line_back<m, 1>(half + i * n, whole);
    for_each_of<m>([&]<std::size_t j>(
        std::integral_constant<std::size_t, j> /*output*/) __attribute__((always_inline)) {
      std::memcpy(outputs + (i * m + j) * lane_step, whole + j, sizeof(Wrapping));
    });
  });
}

template <typename Entry, typename Weight>
void plain_products(LaneProducts<Entry, Weight> const& of) {
  constexpr std::size_t terms = terms_of_step<Entry>;
  std::size_t const filters = of.vectors * lane_step;
  for (std::size_t row = 0; row < of.rows; ++row) {
    std::fill_n(of.sums + row * of.sum_stride, filters, 0);
  }
  for (std::size_t i = 0; i < of.rows * of.steps; ++i) {
    Entry const* const x = of.entries + i / of.steps * of.stride + i % of.steps * terms;
    Weight const* const w = of.weights + i % of.steps * filters * terms;
    std::int32_t* const sums = of.sums + i / of.steps * of.sum_stride;
    for (std::size_t f = 0; f < filters; ++f) {
      auto sum = static_cast<std::uint32_t>(sums[f]);
      for (std::size_t c = 0; c < terms; ++c) {
        sum += static_cast<std::uint32_t>(std::int32_t{x[c]} * w[terms * f + c]);
      }
      sums[f] = static_cast<std::int32_t>(sum);
    }
  }
}

} // namespace equivarify::runtime::loops

#endif
