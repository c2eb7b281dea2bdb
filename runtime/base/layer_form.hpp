/// \file
/// What the generator says of a network's layers, for its evaluation in integers.
#ifndef EQUIVARIFY_RUNTIME_BASE_LAYER_FORM_HPP
#define EQUIVARIFY_RUNTIME_BASE_LAYER_FORM_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace equivarify::runtime {

/// What a layer of an integer network does to each copy.
enum class FormKind {
  weighted,     ///< a weighted sum over windows, and a bias
  max_pool,     ///< the largest entry of each window of a channel
  average_pool, ///< the mean of each window of a channel
  relu,         ///< max(x, 0)
  upsample,     ///< each entry becomes a window of equal ones
  table,        ///< a function of each entry, by a table of what it makes of each
  add,          ///< the sum of several values of one shape
  /// the product of several values; of those after the first one entry may stand for all of a
  /// channel, for all channels of a pixel, or for all
  multiply,
  concatenate, ///< the channels of several values, one value after another
  copies       ///< s(h g_0), s(h g_1), ..., one after another along the channels
};

/// Whether a layer of the kind \p kind makes one value of several.
[[nodiscard]] constexpr bool joins_values(FormKind kind) {
  return kind == FormKind::add || kind == FormKind::multiply || kind == FormKind::concatenate;
}

/// A function of one number, which a layer applies to each entry.
struct NumberFunction {
  float (*value)(void const* context, float x) = nullptr;
  void const* context = nullptr;

  [[nodiscard]] float operator()(float x) const { return value(context, x); }
};

/// That of \p Function, one of runtime/layers/activations.hpp.
template <typename Function>
inline constexpr NumberFunction function_of{
    [](void const* /*context*/, float x) { return Function::value(x); }, nullptr};

/// The most values that one layer reads.
inline constexpr std::size_t most_values_read = 8;

/// One layer of an integer network. Shapes are those of one copy, of several values those of the
/// first. Output (i, j) sees the entries (i * stride_rows + a
/// * dilation_rows - top, j * stride_columns + b * dilation_columns - left), (a, b) in the window.
/// A dense layer is a window as large as what it reads.
struct LayerForm {
  FormKind kind = FormKind::weighted;
  std::string_view name{};
  /// The values that it reads, up to a 0: each is what the layer so many places before made. One as
  /// far as its own place, the first place being 1, is the input: the copies h^-1 x.
  std::array<std::uint32_t, most_values_read> back{1};
  bool flat = false;         ///< a dense layer: its weights are a matrix in files
  bool concatenated = false; ///< copy h reads s(h g_0), s(h g_1), ..., otherwise s(h)
  bool bias = true;
  bool relu = false;         ///< negative sums become 0
  std::string_view norm{};   ///< the batch_norm that is part of its weights and bias, if any
  float epsilon = 1e-5F;     ///< of that
  NumberFunction function{}; ///< of a table
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

  /// How many values it reads.
  [[nodiscard]] constexpr std::size_t reads() const {
    std::size_t count = 0;
    while (count < back.size() && back[count] != 0) {
      ++count;
    }
    return count;
  }

  [[nodiscard]] constexpr std::size_t pixels() const { return rows * columns; }

  [[nodiscard]] constexpr std::size_t output_pixels() const { return output_rows * output_columns; }

  [[nodiscard]] constexpr std::size_t window() const { return window_rows * window_columns; }
};

} // namespace equivarify::runtime

#endif
