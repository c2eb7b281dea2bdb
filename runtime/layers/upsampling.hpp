/// \file
/// Larger lifted images whose pixels are those of smaller ones, copy by copy, forward and backward.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_UPSAMPLING_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_UPSAMPLING_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/base/layer_form.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

/// Each pixel becomes `Rows` x `Columns` pixels.
template <typename Map, std::size_t Rows, std::size_t Columns>
struct Upsample {
  using Input = Map;
  using Output = FeatureMap<Map::copies, Map::channels, Map::rows * Rows, Map::columns * Columns>;
  static constexpr LayerForm integer_form{.kind = FormKind::upsample,
                                          .output_rows = Output::rows,
                                          .output_columns = Output::columns,
                                          .window_rows = Rows,
                                          .window_columns = Columns,
                                          .stride_rows = Rows,
                                          .stride_columns = Columns};

  static void forward(Input const& input, Output& output) {
    for (std::size_t y = 0; y < Output::rows; ++y) {
      for (std::size_t x = 0; x < Output::columns; ++x) {
        std::copy_n(input.at(y / Rows, x / Columns), Map::depth, output.at(y, x));
      }
    }
  }

  /// The gradients of the pixels that one pixel becomes are added, row by row.
  static void
  backward(Input const&, Output const&, Output const& output_gradient, Input& input_gradient) {
    input_gradient.values.fill(0.0F);
    for (std::size_t y = 0; y < Output::rows; ++y) {
      for (std::size_t x = 0; x < Output::columns; ++x) {
        float const* const gradient = output_gradient.at(y, x);
        float* const sum = input_gradient.at(y / Rows, x / Columns);
        for_each_piece<Map::depth>([&]<std::size_t N>(std::size_t lane) {
          store<N>(sum + lane, load<N>(sum + lane) + load<N>(gradient + lane));
        });
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
