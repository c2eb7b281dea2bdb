/// \file
/// What the generator says of a network's layers, for its evaluation in integers.
#ifndef EQUIVARIFY_RUNTIME_NETWORK_LAYER_FORM_HPP
#define EQUIVARIFY_RUNTIME_NETWORK_LAYER_FORM_HPP

#include <cstddef>
#include <string_view>

namespace equivarify::runtime {

/// What a layer of an integer network does to each copy.
enum class FormKind {
  weighted,     ///< a weighted sum over windows, and a bias
  max_pool,     ///< the largest entry of each window of a channel
  average_pool, ///< the mean of each window of a channel
  relu          ///< max(x, 0)
};

/// One layer of an integer network. It reads the layer before it, the first one the copies h^-1 x
/// of the input. Shapes are those of one copy. Output (i, j) sees the entries (i * stride_rows + a
/// * dilation_rows - top, j * stride_columns + b * dilation_columns - left), (a, b) in the window.
/// A dense layer is a window as large as what it reads.
struct LayerForm {
  FormKind kind = FormKind::weighted;
  std::string_view name{};
  bool flat = false;         ///< a dense layer: its weights are a matrix in files
  bool concatenated = false; ///< copy h reads s(h g_0), s(h g_1), ..., otherwise s(h)
  bool bias = true;
  bool relu = false; ///< negative sums become 0
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t outputs = 1; ///< channels of the output
  std::size_t output_rows = 1;
  std::size_t output_columns = 1;
  std::size_t window_rows = 1;
  std::size_t window_columns = 1;
  std::size_t stride_rows = 1;
  std::size_t stride_columns = 1;
  std::size_t dilation_rows = 1;
  std::size_t dilation_columns = 1;
  std::size_t top = 0;         ///< rows of zeros above
  std::size_t left = 0;        ///< columns of zeros on the left
  bool circular = false;       ///< outside the plane is its other side, not 0
  bool counts_padding = false; ///< padding counts in means

  [[nodiscard]] constexpr std::size_t pixels() const { return rows * columns; }

  [[nodiscard]] constexpr std::size_t output_pixels() const { return output_rows * output_columns; }

  [[nodiscard]] constexpr std::size_t window() const { return window_rows * window_columns; }
};

} // namespace equivarify::runtime

#endif
