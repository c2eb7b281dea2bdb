/// \file
/// Convolutions with three taps over tiles of several outputs (Winograd), exact over the integers
/// but for one division at the end.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_TILE_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_TILE_SCHEME_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace equivarify::runtime {

/// The taps of a row or column of the windows.
inline constexpr std::size_t taps = 3;

/// D y = answers ((values d) * (weights g)), entry by entry, for m outputs y(i) = sum of d(i + k)
/// g(k). Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), with each
/// point's common factors moved into the answers.
template <std::size_t m>
struct TileScheme {
  static constexpr std::size_t outputs = m;
  static constexpr std::size_t entries = m + taps - 1;

  using Row = std::array<std::int32_t, entries>;

  std::array<Row, entries> values{};                             ///< [product][entry]
  std::array<std::array<std::int32_t, taps>, entries> weights{}; ///< [product][tap]
  std::array<Row, m> answers{};                                  ///< [output][product]
  std::int32_t denominator = 1;                                  ///< D, of one axis
};

/// One output for itself: the windows as they are. For more, the points 0, 1, -1, 2, -2 in this
/// order, and infinity.
template <std::size_t m>
[[nodiscard]] constexpr TileScheme<m> tile_scheme() {
  TileScheme<m> scheme;
  if constexpr (m == 1) {
    for (std::size_t i = 0; i < taps; ++i) {
      scheme.values[i][i] = scheme.weights[i][i] = scheme.answers[0][i] = 1;
    }
    return scheme;
  }
  constexpr std::size_t finite = TileScheme<m>::entries - 1;
  constexpr std::array<std::int32_t, 5> points{0, 1, -1, 2, -2};
  static_assert(finite <= points.size());
  std::array<std::int32_t, finite> differences{};
  for (std::size_t j = 0; j < finite; ++j) {
    differences[j] = 1;
    for (std::size_t i = 0; i < finite; ++i) {
      differences[j] *= i == j ? 1 : points[j] - points[i];
    }
    scheme.denominator = std::lcm(scheme.denominator, differences[j]);
  }
  for (std::size_t j = 0; j <= finite; ++j) {
    // The product of x - a over all points a but that of this row.
    scheme.values[j][0] = 1;
    for (std::size_t i = 0; i < finite; ++i) {
      if (i == j) {
        continue;
      }
      for (std::size_t k = finite + 1; k-- > 0;) {
        scheme.values[j][k] =
            (k == 0 ? 0 : scheme.values[j][k - 1]) - points[i] * scheme.values[j][k];
      }
    }
    std::int32_t power = j == finite ? 0 : 1;
    for (std::size_t k = 0; k < taps || k < m; ++k) {
      if (j == finite) {
        power = 1;
      }
      if (k < taps && (j < finite || k == taps - 1)) {
        scheme.weights[j][k] = power;
      }
      if (k < m && (j < finite || k == m - 1)) {
        scheme.answers[k][j] =
            power * (j == finite ? scheme.denominator : scheme.denominator / differences[j]);
      }
      power *= j == finite ? 1 : points[j];
    }
  }
  return scheme;
}

/// Whether \p scheme gives the sums for all d and g: an identity of trilinear forms.
template <std::size_t m>
[[nodiscard]] constexpr bool computes_sums(TileScheme<m> const& scheme) {
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t k = 0; k < taps; ++k) {
      for (std::size_t d = 0; d < TileScheme<m>::entries; ++d) {
        std::int32_t coefficient = 0;
        for (std::size_t p = 0; p < TileScheme<m>::entries; ++p) {
          coefficient += scheme.answers[i][p] * scheme.weights[p][k] * scheme.values[p][d];
        }
        if (coefficient != (d == i + k ? scheme.denominator : 0)) {
          return false;
        }
      }
    }
  }
  return true;
}

static_assert(computes_sums(tile_scheme<1>()));
static_assert(computes_sums(tile_scheme<2>()));
static_assert(computes_sums(tile_scheme<3>()));
static_assert(computes_sums(tile_scheme<4>()));

/// The most outputs of a tile along an axis.
inline constexpr std::size_t largest_tile = 4;

/// The scheme of \p tile outputs, for code that does not know their number when it is compiled.
struct TileTables {
  std::size_t tile = 1;
  std::size_t entries = taps;
  std::int32_t denominator = 1;
  std::int32_t const* values = nullptr;  ///< [product][entry]
  std::int32_t const* weights = nullptr; ///< [product][tap]
};

/// \pre 1 <= tile <= largest_tile
[[nodiscard]] TileTables tile_tables(std::size_t tile);

} // namespace equivarify::runtime

#endif
