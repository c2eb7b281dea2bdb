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

EQUIVARIFY_ALWAYS_INLINE void mix(GroupScheme const& scheme,
                                  std::uint8_t const* in,
                                  std::size_t in_stride,
                                  std::uint8_t zero,
                                  std::size_t count,
                                  std::int16_t* out,
                                  std::size_t out_stride) {
  using Numbers = Vector<std::uint16_t, depth_slack>;
  constexpr std::size_t most = 32; // copies of a layer with a scheme
  std::uint16_t entries[most][depth_slack];
  for (std::size_t first = 0; first < count; first += depth_slack) {
    for (std::size_t h = 0; h < scheme.copies; ++h) {
      std::uint8_t const* const x = in + h * in_stride + first;
      for (std::size_t i = 0; i < depth_slack; ++i) {
        entries[h][i] = static_cast<std::uint16_t>(x[i] - zero);
      }
    }
    for (std::size_t p = 0; p < scheme.products; ++p) {
      std::int32_t const* const factors = scheme.values.data() + p * scheme.copies;
      Numbers sum = {};
      for (std::size_t h = 0; h < scheme.copies; ++h) {
        Numbers x;
        std::memcpy(&x, entries[h], sizeof x);
        sum += x * static_cast<std::uint16_t>(factors[h]);
      }
      std::memcpy(out + p * out_stride + first, &sum, sizeof sum);
    }
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
    for_each_of<n>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*product*/)
                       __attribute__((always_inline)) {
                         combine_row<value_row<m, i>, 1>(entries, half[i * n + x]);
                       });
  });
  for_each_of<n>([&]<std::size_t i>(
      std::integral_constant<std::size_t, i> /*row*/) __attribute__((always_inline)) {
    for_each_of<n>([&]<std::size_t j>(std::integral_constant<std::size_t, j> /*product*/)
                       __attribute__((always_inline)) {
                         Numbers whole;
                         combine_row<value_row<m, j>, 1>(half + i * n, whole);
                         std::memcpy(out + (i * n + j) * row.product_stride, &whole, sizeof whole);
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

/// The outputs of a tile of the products of one of the group's, times the inverse of the
/// denominators' odd part.
template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void
transform_back(Combination const& how, std::int32_t const* tile, Wrapping* outputs) {
  constexpr std::size_t n = TileScheme<m>::entries;
  Wrapping half[m * n];
  for_each_of<n>([&]<std::size_t x>(
      std::integral_constant<std::size_t, x> /*column*/) __attribute__((always_inline)) {
    Wrapping entries[n];
    for_each_of<n>([&]<std::size_t y>(
        std::integral_constant<std::size_t, y> /*row*/) __attribute__((always_inline)) {
      std::memcpy(entries + y, tile + (y * n + x) * how.product_stride, sizeof(Wrapping));
    });
    for_each_of<m>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*output*/)
                       __attribute__((always_inline)) {
                         combine_row<answer_row<m, i>, 1>(entries, half[i * n + x]);
                       });
  });
  for_each_of<m>([&]<std::size_t i>(
      std::integral_constant<std::size_t, i> /*row*/) __attribute__((always_inline)) {
    for_each_of<m>([&]<std::size_t j>(std::integral_constant<std::size_t, j> /*output*/)
                       __attribute__((always_inline)) {
                         combine_row<answer_row<m, j>, 1>(half + i * n, outputs[i * m + j]);
                         if (how.odd_inverse != 1) {
                           outputs[i * m + j] *= how.odd_inverse;
                         }
                       });
  });
}

/// sums[i] += factor x[i] for `count` vectors.
template <std::size_t count>
EQUIVARIFY_ALWAYS_INLINE void
add_times(std::uint32_t factor, Wrapping const* x, std::uint32_t* sums) {
  constexpr auto minus_one = static_cast<std::uint32_t>(-1);
  if (factor == 0) {
    return;
  }
  for_each_of<count>([&]<std::size_t i>(std::integral_constant<std::size_t, i> /*vector*/)
                         __attribute__((always_inline)) {
                           Wrapping sum;
                           std::memcpy(&sum, sums + i * lane_step, sizeof sum);
                           if (factor == 1) {
                             sum += x[i];
                           } else if (factor == minus_one) {
                             sum -= x[i];
                           } else {
                             sum += x[i] * factor;
                           }
                           std::memcpy(sums + i * lane_step, &sum, sizeof sum);
                         });
}

/// The activations of lane_step filters: requantised() of sum + bias.
EQUIVARIFY_ALWAYS_INLINE void
finish_lanes(Combination const& how, std::uint32_t const* sums, std::uint8_t* out) {
  Integers sum;
  Integers bias;
  Integers shifts;
  Integers halves;
  std::memcpy(&sum, sums, sizeof sum);
  std::memcpy(&bias, how.finish->bias.data(), sizeof bias);
  std::memcpy(&shifts, how.finish->shifts.data(), sizeof shifts);
  std::memcpy(&halves, how.finish->halves.data(), sizeof halves);
  sum = (sum >> static_cast<std::int32_t>(how.shift)) + bias;
  Integers const none = {};
  if (how.relu) {
    Integers const rounded = (sum + halves) >> shifts;
    Integers const positive = rounded > none ? rounded : none;
    sum = positive < 255 ? positive : none + 255;
  } else {
    Integers const rounded = ((sum < none ? -sum : sum) + halves) >> shifts;
    Integers const cut = rounded < 127 ? rounded : none + 127;
    sum = (sum < none ? -cut : cut) + 128;
  }
  auto const bytes = __builtin_convertvector(sum, Vector<std::uint8_t, lane_step>);
  std::memcpy(out, &bytes, sizeof bytes);
}

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void combine_products(Combination const& how,
                                               std::int32_t const* products,
                                               std::uint32_t* sums,
                                               std::uint8_t* activations) {
  constexpr std::size_t n = TileScheme<m>::entries;
  GroupScheme const& scheme = *how.scheme;
  std::fill_n(sums, scheme.copies * m * m * lane_step, 0U);
  for (std::size_t p = 0; p < scheme.products; ++p) {
    Wrapping outputs[m * m];
    transform_back<m>(how, products + p * n * n * how.product_stride, outputs);
    for (std::size_t h = 0; h < scheme.copies; ++h) {
      add_times<m * m>(static_cast<std::uint32_t>(scheme.answers[h * scheme.products + p]),
                       outputs,
                       sums + h * m * m * lane_step);
    }
  }
  for (std::size_t i = 0; i < scheme.copies * m * m; ++i) {
    finish_lanes(how, sums + i * lane_step, activations + i * lane_step);
  }
}

inline void pair_products(TileProducts const& of) {
  std::size_t const filters = of.vectors * lane_step;
  for (std::size_t tile = 0; tile < of.tiles; ++tile) {
    std::fill_n(of.sums + tile * of.sum_stride, filters, 0);
  }
  for (std::size_t i = 0; i < of.tiles * of.pairs; ++i) {
    std::int16_t const* const x =
        of.entries + i / of.pairs * of.depth + i % of.pairs * channel_pair;
    std::int16_t const* const w = of.weights + i % of.pairs * filters * channel_pair;
    std::int32_t* const row = of.sums + i / of.pairs * of.sum_stride;
    for (std::size_t f = 0; f < filters; ++f) {
      auto const two = static_cast<std::uint32_t>(std::int32_t{x[0]} * w[2 * f]) +
                       static_cast<std::uint32_t>(std::int32_t{x[1]} * w[2 * f + 1]);
      row[f] = static_cast<std::int32_t>(static_cast<std::uint32_t>(row[f]) + two);
    }
  }
}

} // namespace equivarify::runtime::loops

#endif
