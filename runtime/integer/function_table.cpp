#include "equivarify/runtime/integer/function_table.hpp"

#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::runtime {

std::array<float, table_size> function_values(NumberFunction const& function,
                                              bool reads_signed,
                                              double scale,
                                              std::string const& name) {
  auto const origin = static_cast<std::int64_t>(table_origin(reads_signed));
  std::array<float, table_size> values{};
  for (std::size_t i = 0; i < table_size; ++i) {
    std::int64_t const q = static_cast<std::int64_t>(i) - origin;
    auto const x = static_cast<float>(static_cast<double>(std::max(q, -largest_signed)) / scale);
    values[i] = function(x);
    if (!std::isfinite(values[i])) {
      fail<DataError>(text("layer ",
                           name,
                           ": what it makes of ",
                           x,
                           ", which an activation can stand for, is not finite, expected a number "
                           "that a table can hold"));
    }
  }
  return values;
}

IntegerLayer::Table rounded_table(std::array<float, table_size> const& values, int exponent) {
  bool const has_sign =
      std::any_of(values.begin(), values.end(), [](float value) { return value < 0; });
  auto const most = static_cast<double>(has_sign ? largest_signed : largest_unsigned);
  IntegerLayer::Table table;
  for (float const value : values) {
    // std::round is half away from zero, and a product with a power of two is exact.
    double const rounded = std::round(std::ldexp(static_cast<double>(value), exponent));
    table.push_back(static_cast<std::int16_t>(std::clamp(rounded, has_sign ? -most : 0.0, most)));
  }
  return table;
}

bool has_negative(IntegerLayer::Table const& table) {
  return std::any_of(table.begin(), table.end(), [](std::int16_t entry) { return entry < 0; });
}

} // namespace equivarify::runtime
