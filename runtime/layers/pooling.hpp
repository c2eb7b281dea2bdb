/// \file
/// Pooling of lifted images, copy by copy, forward and backward.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_POOLING_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_POOLING_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/base/layer_form.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

/// The window of a pooling layer and the distance between neighbouring windows.
struct PoolSizes {
  std::size_t rows = 2;
  std::size_t columns = 2;
  std::size_t stride_rows = 2;
  std::size_t stride_columns = 2;
  std::size_t padding_top = 0; ///< smaller than the window, as on the other sides
  std::size_t padding_left = 0;
  std::size_t padding_bottom = 0;
  std::size_t padding_right = 0;
  std::size_t padding_front = 0; ///< slices
  std::size_t padding_back = 0;
  std::size_t depth = 1;  ///< of the image: its slices lie below one another
  std::size_t slices = 1; ///< of a window
  std::size_t stride_slices = 1;
  bool count_padding = false; ///< whether a mean counts padding, as zeros
};

/// The common part of both poolings: windows that would leave the padded image are left out.
template <typename Map, PoolSizes S>
struct Pool {
  static constexpr bool is_padded = S.padding_top + S.padding_left + S.padding_bottom +
                                        S.padding_right + S.padding_front + S.padding_back >
                                    0;
  static constexpr std::size_t rows = Map::rows / S.depth; ///< of a slice
  static constexpr std::size_t output_rows =
      (rows + S.padding_top + S.padding_bottom - S.rows) / S.stride_rows + 1;
  static constexpr std::size_t output_depth =
      (S.depth + S.padding_front + S.padding_back - S.slices) / S.stride_slices + 1;
  static constexpr bool is_volume = S.depth + S.padding_front + S.padding_back > 1;
  using Input = Map;
  using Output =
      FeatureMap<Map::copies,
                 Map::channels,
                 output_depth * output_rows,
                 (Map::columns + S.padding_left + S.padding_right - S.columns) / S.stride_columns +
                     1>;

  /// What such a layer does in integers.
  static constexpr LayerForm integer_form_as(FormKind kind) {
    return {.kind = kind,
            .output_rows = Output::rows,
            .output_columns = Output::columns,
            .window_rows = S.rows,
            .window_columns = S.columns,
            .stride_rows = S.stride_rows,
            .stride_columns = S.stride_columns,
            .top = S.padding_top,
            .left = S.padding_left,
            .counts_padding = S.count_padding};
  }

  /// Calls f(output pixel's y and x) for every pixel of the output.
  template <typename F>
  static void for_each_output(F const& f) {
    for (std::size_t y = 0; y < Output::rows; ++y) {
      for (std::size_t x = 0; x < Output::columns; ++x) {
        f(y, x);
      }
    }
  }

  /// Calls f(y, x) for the pixels of the window of output pixel (\p y, \p x), row by row, as far as
  /// they lie in the image.
  template <typename F>
  [[gnu::always_inline]] static void for_each_in_window(std::size_t y, std::size_t x, F const& f) {
    if constexpr (!is_volume) {
      for_each_in_slice(y, x, 0, f);
    } else {
      for (std::size_t i = 0; i < S.slices; ++i) {
        std::size_t const slice = y / output_rows * S.stride_slices + i - S.padding_front;
        if (slice < S.depth) {
          for_each_in_slice(y % output_rows, x, slice * rows, f);
        }
      }
    }
  }

  /// The first pixel of the window of output pixel (\p y, \p x) that lies in \p input.
  static float const* first_in_window(Input const& input, std::size_t y, std::size_t x) {
    std::size_t const slice =
        first_inside(is_volume ? y / output_rows : 0, S.stride_slices, S.padding_front);
    std::size_t const row =
        first_inside(is_volume ? y % output_rows : y, S.stride_rows, S.padding_top);
    return input.at(slice * rows + row, first_inside(x, S.stride_columns, S.padding_left));
  }

private:
  static constexpr std::size_t
  first_inside(std::size_t output, std::size_t stride, std::size_t padding) {
    return std::max(output * stride, padding) - padding;
  }

  /// The same in the slice whose rows begin at \p first.
  template <typename F>
  [[gnu::always_inline]] static void
  for_each_in_slice(std::size_t y, std::size_t x, std::size_t first, F const& f) {
    for (std::size_t i = 0; i < S.rows; ++i) {
      std::size_t const row = y * S.stride_rows + i - S.padding_top;
      for (std::size_t j = 0; j < S.columns; ++j) {
        std::size_t const column = x * S.stride_columns + j - S.padding_left;
        if (is_inside(row, column)) {
          f(first + row, column);
        }
      }
    }
  }

  /// A place before the image wraps round to a huge number.
  static constexpr bool is_inside(std::size_t row, std::size_t column) {
    if constexpr (!is_padded) {
      return true;
    } else {
      return row < rows && column < Map::columns;
    }
  }
};

/// The largest entry of each window.
template <typename Map, PoolSizes S>
struct MaxPool : Pool<Map, S> {
  using typename Pool<Map, S>::Input;
  using typename Pool<Map, S>::Output;
  static constexpr LayerForm integer_form = MaxPool::integer_form_as(FormKind::max_pool);

  static void forward(Input const& input, Output& output) {
    MaxPool::for_each_output([&](std::size_t y, std::size_t x) {
      for_each_piece<Map::depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> largest = load<N>(MaxPool::first_in_window(input, y, x) + lane);
        MaxPool::for_each_in_window(y, x, [&](std::size_t row, std::size_t column) {
          Vector<N> const value = load<N>(input.at(row, column) + lane);
          largest = value > largest ? value : largest;
        });
        store<N>(output.at(y, x) + lane, largest);
      });
    });
  }

  /// The gradient goes to the first largest entry of each window.
  static void backward(Input const& input,
                       Output const& output,
                       Output const& output_gradient,
                       Input& input_gradient) {
    input_gradient.values.fill(0.0F);
    MaxPool::for_each_output([&](std::size_t y, std::size_t x) {
      for_each_piece<Map::depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> const largest = load<N>(output.at(y, x) + lane);
        Vector<N> left = load<N>(output_gradient.at(y, x) + lane);
        MaxPool::for_each_in_window(y, x, [&](std::size_t row, std::size_t column) {
          Vector<N> const here =
              load<N>(input.at(row, column) + lane) == largest ? left : Vector<N>{};
          float* const place = input_gradient.at(row, column) + lane;
          store<N>(place, load<N>(place) + here);
          left = left - here;
        });
      });
    });
  }
};

/// The mean of each window.
template <typename Map, PoolSizes S>
struct AveragePool : Pool<Map, S> {
  using typename Pool<Map, S>::Input;
  using typename Pool<Map, S>::Output;
  static constexpr LayerForm integer_form = AveragePool::integer_form_as(FormKind::average_pool);

  static void forward(Input const& input, Output& output) {
    AveragePool::for_each_output([&](std::size_t y, std::size_t x) {
      float const weight = weight_at(y, x);
      for_each_piece<Map::depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> sum{};
        AveragePool::for_each_in_window(y, x, [&](std::size_t row, std::size_t column) {
          sum += load<N>(input.at(row, column) + lane);
        });
        store<N>(output.at(y, x) + lane, sum * weight);
      });
    });
  }

  static void
  backward(Input const&, Output const&, Output const& output_gradient, Input& input_gradient) {
    input_gradient.values.fill(0.0F);
    AveragePool::for_each_output([&](std::size_t y, std::size_t x) {
      float const weight = weight_at(y, x);
      for_each_piece<Map::depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> const share = load<N>(output_gradient.at(y, x) + lane) * weight;
        AveragePool::for_each_in_window(y, x, [&](std::size_t row, std::size_t column) {
          float* const place = input_gradient.at(row, column) + lane;
          store<N>(place, load<N>(place) + share);
        });
      });
    });
  }

private:
  /// What each pixel counts in the window of output pixel (\p y, \p x).
  static constexpr float weight_at(std::size_t y, std::size_t x) {
    std::size_t count = S.slices * S.rows * S.columns;
    if constexpr (AveragePool::is_padded && !S.count_padding) {
      count = 0;
      AveragePool::for_each_in_window(y, x, [&](std::size_t, std::size_t) { ++count; });
    }
    return 1.0F / static_cast<float>(count);
  }
};

} // namespace equivarify::runtime

#endif
