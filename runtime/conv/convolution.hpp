/// \file
/// What all convolutions of lifted images share: sizes, weights, the layout of transformed ones.
#ifndef EQUIVARIFY_RUNTIME_CONV_CONVOLUTION_HPP
#define EQUIVARIFY_RUNTIME_CONV_CONVOLUTION_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/group/group_algebra.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// The sizes of a convolution of one copy; `channels` are those of one copy, not of the
/// concatenation. Each filter sees the channels of one of `groups` parts. Volumes have `depth`
/// slices of `rows` x `columns`, which lie below one another in a FeatureMap.
struct ConvSizes {
  std::size_t channels = 1;
  std::size_t filters = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t kernel_rows = 3;
  std::size_t kernel_columns = 3;
  std::size_t stride_rows = 1;
  std::size_t stride_columns = 1;
  std::size_t padding_top = 0;
  std::size_t padding_left = 0;
  std::size_t padding_bottom = 0;
  std::size_t padding_right = 0;
  std::size_t padding_front = 0; ///< slices
  std::size_t padding_back = 0;
  std::size_t dilation_rows = 1;
  std::size_t dilation_columns = 1;
  std::size_t groups = 1;
  bool circular = false; ///< the margins are the other side of the plane, not zeros
  bool bias = true;
  std::size_t axes = 2; ///< in the shape of the weights
  std::size_t depth = 1;
  std::size_t kernel_depth = 1;
  std::size_t stride_depth = 1;
  std::size_t dilation_depth = 1;

  [[nodiscard]] constexpr std::size_t taps() const {
    return kernel_depth * kernel_rows * kernel_columns;
  }

  [[nodiscard]] constexpr std::size_t padded_depth() const {
    return padding_front + depth + padding_back;
  }

  [[nodiscard]] constexpr std::size_t output_depth() const {
    return (padded_depth() - (kernel_depth - 1) * dilation_depth - 1) / stride_depth + 1;
  }

  /// Whether there is more than one slice, margins included.
  [[nodiscard]] constexpr bool is_volume() const { return padded_depth() > 1; }

  /// The rows of all slices.
  [[nodiscard]] constexpr std::size_t all_rows() const { return depth * rows; }

  [[nodiscard]] constexpr std::size_t all_padded_rows() const {
    return padded_depth() * padded_rows();
  }

  [[nodiscard]] constexpr std::size_t all_output_rows() const {
    return output_depth() * output_rows();
  }

  /// The padded row, among those of all slices, that the output row \p y, likewise, sees under the
  /// tap in slice \p slice and row \p row of the kernel.
  [[nodiscard]] constexpr std::size_t
  padded_row(std::size_t y, std::size_t slice, std::size_t row) const {
    if (!is_volume()) {
      return y * stride_rows + row * dilation_rows;
    }
    std::size_t const padded_slice = y / output_rows() * stride_depth + slice * dilation_depth;
    return padded_slice * padded_rows() + y % output_rows() * stride_rows + row * dilation_rows;
  }

  [[nodiscard]] constexpr std::size_t span_rows() const {
    return (kernel_rows - 1) * dilation_rows + 1;
  }

  [[nodiscard]] constexpr std::size_t span_columns() const {
    return (kernel_columns - 1) * dilation_columns + 1;
  }

  [[nodiscard]] constexpr std::size_t padded_rows() const {
    return padding_top + rows + padding_bottom;
  }

  [[nodiscard]] constexpr std::size_t padded_columns() const {
    return padding_left + columns + padding_right;
  }

  [[nodiscard]] constexpr std::size_t output_rows() const {
    return (padded_rows() - span_rows()) / stride_rows + 1;
  }

  [[nodiscard]] constexpr std::size_t output_columns() const {
    return (padded_columns() - span_columns()) / stride_columns + 1;
  }

  /// The channels that a filter sees.
  [[nodiscard]] constexpr std::size_t group_channels() const { return channels / groups; }

  [[nodiscard]] constexpr std::size_t group_filters() const { return filters / groups; }
};

/// What a convolution of \p sizes does in integers; it sums over \p weight_copies copies.
[[nodiscard]] constexpr LayerForm
integer_form_of(ConvSizes const& sizes, std::size_t weight_copies, Activation activation) {
  return {.concatenated = weight_copies > 1,
          .bias = sizes.bias,
          .relu = activation == Activation::relu,
          .outputs = sizes.filters,
          .output_rows = sizes.output_rows(),
          .output_columns = sizes.output_columns(),
          .window_rows = sizes.kernel_rows,
          .window_columns = sizes.kernel_columns,
          .stride_rows = sizes.stride_rows,
          .stride_columns = sizes.stride_columns,
          .dilation_rows = sizes.dilation_rows,
          .dilation_columns = sizes.dilation_columns,
          .top = sizes.padding_top,
          .left = sizes.padding_left,
          .circular = sizes.circular};
}

/// Weights and bias as the optimiser sees them: `kernel[k][row][column][channel][filter]`, the
/// channels being those of a filter's group.
template <std::size_t WeightCopies, ConvSizes S>
struct ConvWeights {
  static constexpr std::size_t channels = S.group_channels();
  static constexpr std::size_t kernel_size = WeightCopies * S.taps() * channels * S.filters;
  alignas(cache_line) std::array<float, kernel_size> kernel;
  alignas(cache_line) std::array<float, S.filters> bias; ///< 0, and no parameter, without a bias

  /// Both as weight files have them; \p layer is the layer's name.
  [[nodiscard]] std::vector<ParameterView> parameters(std::string const& layer) {
    std::vector<std::size_t> shape{
        S.filters, WeightCopies * channels, S.kernel_depth, S.kernel_rows, S.kernel_columns};
    shape.erase(shape.begin() + 2, shape.end() - S.axes);
    std::vector<ParameterView> views{{.name = layer + ".weight",
                                      .shape = std::move(shape),
                                      .values = kernel,
                                      .layout = Layout::conv,
                                      .copies = WeightCopies,
                                      .rows = S.kernel_depth * S.kernel_rows,
                                      .columns = S.kernel_columns,
                                      .channels = channels,
                                      .outputs = S.filters}};
    if constexpr (S.bias) {
      views.push_back({.name = layer + ".bias", .shape = {S.filters}, .values = bias});
    }
    return views;
  }
};

/// A sum of gradients over a batch, in the layout of the transformed weights.
struct GradientSum {
  Buffer panels;
  Buffer bias;

  void clear() {
    std::fill(panels.begin(), panels.end(), 0.0F);
    std::fill(bias.begin(), bias.end(), 0.0F);
  }
};

/// The layout of one transformed weight matrix for each panel: `panel[c][width * filters]`, panels
/// one after another.
template <typename Algebra, std::size_t Inputs, std::size_t Outputs>
struct PanelLayout {
  static constexpr std::size_t size = Algebra::weight_copies * Inputs * Outputs;

  /// Where \p panel begins.
  static constexpr std::size_t begin(std::size_t panel) {
    return panel_offset<Algebra>(panel) * Inputs * Outputs;
  }

  /// Where the outputs of weight slot \p slot for input \p input begin.
  static constexpr std::size_t row(std::size_t slot, std::size_t input) {
    std::size_t const panel = panel_of(slot);
    std::size_t const place = slot - panel_offset<Algebra>(panel);
    return begin(panel) + (input * Algebra::panel_widths[panel] + place) * Outputs;
  }

  /// The same in transposed panels: where the inputs for output \p output begin.
  static constexpr std::size_t transposed_row(std::size_t slot, std::size_t output) {
    std::size_t const panel = panel_of(slot);
    std::size_t const place = slot - panel_offset<Algebra>(panel);
    return begin(panel) + (place * Outputs + output) * Inputs;
  }

private:
  static constexpr std::size_t panel_of(std::size_t slot) {
    std::size_t panel = 0;
    while (panel_offset<Algebra>(panel + 1) <= slot) {
      ++panel;
    }
    return panel;
  }
};

/// Writes each panel `[Inputs][width * Outputs]` of \p panels transposed to \p transposed.
template <typename Algebra, std::size_t Inputs, std::size_t Outputs>
void transpose_panels(float const* panels, float* transposed) {
  for (std::size_t panel = 0; panel < Algebra::panel_widths.size(); ++panel) {
    std::size_t const begin = PanelLayout<Algebra, Inputs, Outputs>::begin(panel);
    std::size_t const width = Algebra::panel_widths[panel] * Outputs;
    for (std::size_t j = 0; j < width; ++j) {
      for (std::size_t i = 0; i < Inputs; ++i) {
        transposed[begin + j * Inputs + i] = panels[begin + i * width + j];
      }
    }
  }
}

/// The copies at one pixel to the slots of the algebra.
template <typename Algebra, std::size_t Channels>
[[gnu::always_inline]] inline void analyse_pixel(float const* copies, float* slots) {
  for_each_piece<Channels>([&]<std::size_t N>(std::size_t c) {
    Vector<N> values[Algebra::copies];
    load_apart<N>(copies + c, Channels, values);
    Algebra::analyse(values);
    store_apart<N>(slots + c, Channels, values);
  });
}

/// The adjoint of `analyse_pixel`.
template <typename Algebra, std::size_t Channels>
[[gnu::always_inline]] inline void analyse_pixel_adjoint(float const* slots, float* copies) {
  for_each_piece<Channels>([&]<std::size_t N>(std::size_t c) {
    Vector<N> values[Algebra::copies];
    load_apart<N>(slots + c, Channels, values);
    Algebra::synthesise(values);
    store_apart<N>(copies + c, Channels, values);
  });
}

/// Adds the \p parts sums of \p parts_of_bias, of `bias.size()` numbers each, to \p bias in order.
inline void add_bias_parts(Buffer const& parts_of_bias, std::size_t parts, Buffer& bias) {
  for (std::size_t part = 0; part < parts; ++part) {
    for (std::size_t o = 0; o < bias.size(); ++o) {
      bias[o] += parts_of_bias[part * bias.size() + o];
    }
  }
}

} // namespace equivarify::runtime

#endif
