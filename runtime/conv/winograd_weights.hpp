/// \file
/// Between 3x3 filters of a lifted layer and their coefficients at the 36 points of Winograd's
/// tiles.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_WEIGHTS_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/winograd_transform.hpp"

#include <array>
#include <cstddef>

namespace equivarify::runtime::winograd {

/// Filters are `kernel[k][tap][channel][filter]`, coefficients the panels of the algebra for one
/// point after another.
template <typename Algebra, std::size_t Channels, std::size_t Filters>
class WeightTransform {
  using Layout = PanelLayout<Algebra, Channels, Filters>;
  static constexpr std::size_t copies = Algebra::weight_copies;

  template <std::size_t N>
  using Taps = Vector<N>[copies][3][3];

public:
  /// The coefficients of \p kernel.
  static void forward(float const* kernel, float* panels, ThreadPool& pool) {
    pool.run(Channels, [&](std::size_t c, std::size_t) {
      for_each_piece<Filters>([&]<std::size_t N>(std::size_t o) {
        Taps<N> taps;
        for (std::size_t tap = 0; tap < 9; ++tap) {
          Vector<N> values[copies];
          load_apart<N>(kernel + place(0, tap, c) + o, place(1, 0, 0), values);
          keep(values, tap, taps);
        }
        transform<N>(taps, [&](std::size_t k, std::size_t p) {
          return panels + p * Layout::size + Layout::row(k, c) + o;
        });
      });
    });
  }

  /// As `forward`, with each panel transposed: channels and filters change places.
  static void forward_transposed(float const* kernel, float* panels, ThreadPool& pool) {
    pool.run(Filters, [&](std::size_t o, std::size_t) {
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): every entry is set at once
      std::array<float, copies * 9 * Channels> filter;
      for (std::size_t i = 0; i < filter.size(); ++i) {
        filter[i] = kernel[i * Filters + o];
      }
      for_each_piece<Channels>([&]<std::size_t N>(std::size_t c) {
        Taps<N> taps;
        for (std::size_t tap = 0; tap < 9; ++tap) {
          Vector<N> values[copies];
          load_apart<N>(filter.data() + tap * Channels + c, 9 * Channels, values);
          keep(values, tap, taps);
        }
        transform<N>(taps, [&](std::size_t k, std::size_t p) {
          return panels + p * Layout::size + Layout::transposed_row(k, o) + c;
        });
      });
    });
  }

  /// The adjoint of `forward`, times \p scale.
  static void adjoint(float const* panels, float scale, float* kernel, ThreadPool& pool) {
    pool.run(Channels, [&](std::size_t c, std::size_t) {
      for_each_piece<Filters>([&]<std::size_t N>(std::size_t o) {
        Taps<N> taps;
        transform_adjoint<N>(
            [&](std::size_t k, std::size_t p) {
              return panels + p * Layout::size + Layout::row(k, c) + o;
            },
            taps);
        for (std::size_t tap = 0; tap < 9; ++tap) {
          Vector<N> values[copies];
          take(taps, tap, scale, values);
          store_apart<N>(kernel + place(0, tap, c) + o, place(1, 0, 0), values);
        }
      });
    });
  }

private:
  static constexpr std::size_t place(std::size_t k, std::size_t tap, std::size_t c) {
    return ((k * 9 + tap) * Channels + c) * Filters;
  }

  template <typename V>
  [[gnu::always_inline]] static void
  keep(V (&values)[copies], std::size_t tap, V (&taps)[copies][3][3]) {
    Algebra::analyse_weights(values);
    for (std::size_t k = 0; k < copies; ++k) {
      taps[k][tap / 3][tap % 3] = values[k];
    }
  }

  /// The adjoint of `keep`, times \p scale.
  template <typename V>
  [[gnu::always_inline]] static void
  take(V const (&taps)[copies][3][3], std::size_t tap, float scale, V (&values)[copies]) {
    for (std::size_t k = 0; k < copies; ++k) {
      values[k] = taps[k][tap / 3][tap % 3] * scale;
    }
    Algebra::analyse_weights_adjoint(values);
  }

  /// Stores the coefficients of slot k at point p to `target(k, p)`.
  template <std::size_t N, typename Target>
  [[gnu::always_inline]] static void transform(Taps<N> const& taps, Target const& target) {
    for (std::size_t k = 0; k < copies; ++k) {
      Vector<N> transformed[6][6];
      apply_twice<FilterTransform>(taps[k], transformed);
      for (std::size_t p = 0; p < points; ++p) {
        store<N>(target(k, p), transformed[p / 6][p % 6]);
      }
    }
  }

  /// The adjoint, from the coefficients at `source(k, p)`.
  template <std::size_t N, typename Source>
  [[gnu::always_inline]] static void transform_adjoint(Source const& source, Taps<N>& taps) {
    for (std::size_t k = 0; k < copies; ++k) {
      Vector<N> transformed[6][6];
      for (std::size_t p = 0; p < points; ++p) {
        transformed[p / 6][p % 6] = load<N>(source(k, p));
      }
      apply_twice<FilterAdjoint>(transformed, taps[k]);
    }
  }
};

} // namespace equivarify::runtime::winograd

#endif
