/// \file
/// What reader and writer of integer weights share.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_INTEGER_FORMAT_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_INTEGER_FORMAT_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// In front of a header: its length.
inline constexpr std::size_t prefix_bytes = 8;

/// The metadata that say that weights are integers.
inline constexpr char const* arithmetic_key = "arithmetic";
inline constexpr char const* arithmetic_name = "int8";

/// Biases stay below 2^29, so that sums have room.
inline constexpr double largest_bias = 536870912;

/// Scales are 2^-100 to 2^100.
inline constexpr int most_exponent = 100;

/// The shape of the weights of \p form in a file, for a group of \p order elements.
[[nodiscard]] inline std::vector<std::size_t> stored_shape(LayerForm const& form,
                                                           std::size_t order) {
  std::size_t const channels = parts_of(form, order) * form.channels;
  return form.flat ? std::vector{form.outputs, channels * form.pixels()}
                   : std::vector{form.outputs, channels, form.window_rows, form.window_columns};
}

} // namespace equivarify::runtime

#endif
