/// \file
/// Functions of one number as tables of what they make of each activation.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FUNCTION_TABLE_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FUNCTION_TABLE_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace equivarify::runtime {

/// Activations are bytes.
inline constexpr std::size_t table_size = 256;

/// Where a table has what it makes of 0: those of activations with a sign begin with that of -128,
/// which no activation is.
[[nodiscard]] constexpr std::size_t table_origin(bool reads_signed) {
  return reads_signed ? 128 : 0;
}

/// What \p function makes of q / \p scale for each activation q; that of -128 is that of -127. The
/// floats are those of a network of floats, the same on every machine.
///
/// \throws DataError naming the layer \p name and the first number of which it makes no finite one
[[nodiscard]] std::array<float, table_size> function_values(NumberFunction const& function,
                                                            bool reads_signed,
                                                            double scale,
                                                            std::string const& name);

/// \p values as integers at the scale 2^\p exponent: rounded half away from zero, cut off at 0 and
/// 255, or at -127 and 127 where one is negative. Of an odd function it is odd.
[[nodiscard]] IntegerLayer::Table rounded_table(std::array<float, table_size> const& values,
                                                int exponent);

/// Whether an entry of \p table is negative, and so what it makes has a sign.
[[nodiscard]] bool has_negative(IntegerLayer::Table const& table);

} // namespace equivarify::runtime

#endif
