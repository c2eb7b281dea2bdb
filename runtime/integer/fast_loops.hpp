/// \file
/// The loops of convolutions over tiles in plain C++, which compilers turn into vectors: FastKernel
/// says what each is.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_LOOPS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_LOOPS_HPP

#include "equivarify/runtime/integer/fast_kernel.hpp"
#include "equivarify/runtime/integer/instructions.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

namespace equivarify::runtime::loops {

/// The sum of row[i] at(i), the row known when this is compiled. Numbers wrap around; those of 16
/// bits would be multiplied as signed ones.
template <auto const& row, typename At, std::size_t... i>
EQUIVARIFY_ALWAYS_INLINE auto combined(At const& at, std::index_sequence<i...> /*entries*/) {
  using Number = decltype(at(0));
  Number sum{};
  auto const add = [&]<std::size_t k>(std::integral_constant<std::size_t, k> /*entry*/)
      __attribute__((always_inline)) {
    if constexpr (row[k] != 0) {
      sum = static_cast<Number>(sum + static_cast<std::uint32_t>(row[k]) * at(k));
    }
  };
  (add(std::integral_constant<std::size_t, i>{}), ...);
  return sum;
}

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

EQUIVARIFY_ALWAYS_INLINE void mix(GroupScheme const& scheme,
                                  std::uint8_t const* in,
                                  std::size_t in_stride,
                                  std::uint8_t zero,
                                  std::size_t count,
                                  std::int16_t* out) {
  constexpr std::size_t numbers = lane_step * quad;
  for (std::size_t first = 0; first < count; first += lane_step) {
    for (std::size_t p = 0; p < scheme.products; ++p) {
      std::uint16_t sums[numbers] = {};
      for (std::size_t h = 0; h < scheme.copies; ++h) {
        auto const factor = static_cast<std::uint32_t>(scheme.values[p * scheme.copies + h]);
        if (factor == 0) {
          continue;
        }
        std::uint8_t const* const x = in + h * in_stride + first * quad;
        for (std::size_t i = 0; i < numbers; ++i) {
          sums[i] = static_cast<std::uint16_t>(sums[i] +
                                               factor * static_cast<std::uint16_t>(x[i] - zero));
        }
      }
      // A pair of channels is one number of 32 bits.
      std::uint32_t pairs[channel_pair * lane_step];
      std::uint32_t low[lane_step];
      std::uint32_t high[lane_step];
      std::memcpy(pairs, sums, sizeof pairs);
      for (std::size_t i = 0; i < lane_step; ++i) {
        low[i] = pairs[2 * i];
        high[i] = pairs[2 * i + 1];
      }
      std::int16_t* const place = out + (p * quad * count) + first * channel_pair;
      std::memcpy(place, low, sizeof low);
      std::memcpy(place + count * channel_pair, high, sizeof high);
    }
  }
}

/// Numbers of the tiles that are transformed together.
constexpr std::size_t together = tiles_at_once * channel_pair;

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void transform_tiles(TileRow const& row) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr auto all = std::make_index_sequence<n>{};
  std::uint16_t half[n][n][together];
  for_each_of<n>([&]<std::size_t x>(
      std::integral_constant<std::size_t, x> /*column*/) __attribute__((always_inline)) {
    std::uint16_t entries[n][together];
    for (std::size_t y = 0; y < n; ++y) {
      std::memcpy(entries[y],
                  row.first + y * row.row_stride + x % m * row.phase_stride + x / m * channel_pair,
                  sizeof entries[y]);
    }
    for_each_of<n>([&]<std::size_t i>(
        std::integral_constant<std::size_t, i> /*product*/) __attribute__((always_inline)) {
      for (std::size_t lane = 0; lane < together; ++lane) {
        half[i][x][lane] =
            combined<value_row<m, i>>([&](std::size_t y) { return entries[y][lane]; }, all);
      }
    });
  });
  for (std::size_t i = 0; i < n; ++i) {
    for_each_of<n>([&]<std::size_t j>(
        std::integral_constant<std::size_t, j> /*product*/) __attribute__((always_inline)) {
      std::uint16_t whole[together];
      for (std::size_t lane = 0; lane < together; ++lane) {
        whole[lane] =
            combined<value_row<m, j>>([&](std::size_t x) { return half[i][x][lane]; }, all);
      }
      std::memcpy(row.out + (i * n + j) * row.product_stride, whole, sizeof whole);
    });
  }
}

/// Schemes with more products are combined in parts.
constexpr std::size_t products_at_once = 16;

/// sum += factor * x, for one vector of lanes.
EQUIVARIFY_ALWAYS_INLINE void
add_times(std::uint32_t factor, std::uint32_t const* x, std::uint32_t* sum) {
  constexpr auto minus_one = static_cast<std::uint32_t>(-1);
  if (factor == 1) {
    for (std::size_t lane = 0; lane < lane_step; ++lane) {
      sum[lane] += x[lane];
    }
  } else if (factor == minus_one) {
    for (std::size_t lane = 0; lane < lane_step; ++lane) {
      sum[lane] -= x[lane];
    }
  } else if (factor != 0) {
    for (std::size_t lane = 0; lane < lane_step; ++lane) {
      sum[lane] += factor * x[lane];
    }
  }
}

/// The outputs of a tile of the products of one of the group's, times the inverse of the
/// denominators' odd part.
template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void transform_back(std::int32_t const* tile,
                                             std::uint32_t odd_inverse,
                                             std::uint32_t (&outputs)[m * m][lane_step]) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr auto all = std::make_index_sequence<n>{};
  constexpr std::size_t stride = filters_at_once * lanes_at_once;
  std::uint32_t half[m][n][lane_step];
  for (std::size_t x = 0; x < n; ++x) {
    std::uint32_t entries[n][lane_step];
    for (std::size_t y = 0; y < n; ++y) {
      std::memcpy(entries[y], tile + (y * n + x) * stride, sizeof entries[y]);
    }
    for_each_of<m>([&]<std::size_t i>(
        std::integral_constant<std::size_t, i> /*output*/) __attribute__((always_inline)) {
      for (std::size_t lane = 0; lane < lane_step; ++lane) {
        half[i][x][lane] =
            combined<answer_row<m, i>>([&](std::size_t y) { return entries[y][lane]; }, all);
      }
    });
  }
  for (std::size_t i = 0; i < m; ++i) {
    for_each_of<m>([&]<std::size_t j>(
        std::integral_constant<std::size_t, j> /*output*/) __attribute__((always_inline)) {
      for (std::size_t lane = 0; lane < lane_step; ++lane) {
        outputs[i * m + j][lane] =
            odd_inverse *
            combined<answer_row<m, j>>([&](std::size_t x) { return half[i][x][lane]; }, all);
      }
    });
  }
}

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void
combine_products(Combination const& how, std::int32_t const* products, std::int32_t* sums) {
  constexpr std::size_t n = TileScheme<m>::entries;
  GroupScheme const& scheme = *how.scheme;
  for (std::size_t v = 0; v < quad * how.vectors; ++v) {
    std::size_t const offset = v / how.vectors * lanes_at_once + v % how.vectors * lane_step;
    for (std::size_t first = 0; first < scheme.products; first += products_at_once) {
      std::size_t const count = std::min(products_at_once, scheme.products - first);
      bool const is_last = first + count == scheme.products;
      std::uint32_t outputs[products_at_once][m * m][lane_step];
      for (std::size_t p = 0; p < count; ++p) {
        transform_back<m>(products + (first + p) * n * n * filters_at_once * lanes_at_once + offset,
                          how.odd_inverse,
                          outputs[p]);
      }
      for (std::size_t h = 0; h < scheme.copies; ++h) {
        std::int32_t const* const factors = scheme.answers.data() + h * scheme.products + first;
        for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
          std::int32_t* const place = sums + (h * m * m + pixel) * quad * lanes_at_once + offset;
          std::uint32_t sum[lane_step] = {};
          if (first > 0) {
            std::memcpy(sum, place, sizeof sum);
          }
          for (std::size_t p = 0; p < count; ++p) {
            add_times(static_cast<std::uint32_t>(factors[p]), outputs[p][pixel], sum);
          }
          for (std::size_t lane = 0; lane < lane_step; ++lane) {
            place[lane] = static_cast<std::int32_t>(sum[lane]) >> (is_last ? how.shift : 0);
          }
        }
      }
    }
  }
}

inline void pair_products(std::int16_t const* entries,
                          std::size_t pair_stride,
                          std::size_t pairs,
                          std::int16_t const* weights,
                          std::size_t vectors,
                          std::int32_t* sums) {
  for (std::size_t f = 0; f < filters_at_once; ++f) {
    for (std::size_t lane = 0; lane < vectors * lane_step; ++lane) {
      std::uint32_t sum = 0;
      for (std::size_t p = 0; p < pairs; ++p) {
        std::int16_t const* const x = entries + p * pair_stride + 2 * lane;
        std::int16_t const* const w = weights + (p * filters_at_once + f) * 2;
        sum += static_cast<std::uint32_t>(std::int32_t{x[0]} * w[0]) +
               static_cast<std::uint32_t>(std::int32_t{x[1]} * w[1]);
      }
      sums[f * lanes_at_once + lane] = static_cast<std::int32_t>(sum);
    }
  }
}

} // namespace equivarify::runtime::loops

#endif
