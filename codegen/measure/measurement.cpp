#include "equivarify/codegen/measure/measurement.hpp"

#include "equivarify/codegen/measure/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace equivarify::codegen {

void Measurement::add(std::vector<float> const& a, std::vector<float> const& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++values;
    differing_bits += codegen::differing_bits(a[i], b[i]);
    if (codegen::differing_bits(a[i], b[i]) != 0 && !(std::isfinite(a[i]) && std::isfinite(b[i]))) {
      largest_difference = std::numeric_limits<double>::infinity(); // it is no rounding
      continue;
    }
    auto const difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    if (std::isfinite(b[i])) {
      largest_difference = std::max(largest_difference, difference);
      largest_value = std::max(largest_value, std::abs(static_cast<double>(b[i])));
    }
  }
}

bool Measurement::holds() const {
  constexpr double rounding = 1e-4;
  return differing_bits == 0 ||
         (std::isfinite(largest_difference) && largest_difference <= rounding * largest_value);
}

std::string Measurement::words() const {
  if (differing_bits == 0) {
    return "to the bit";
  }
  if (!std::isfinite(largest_difference)) {
    return "fails: one of two values is no finite number";
  }
  double const relative = largest_difference / largest_value;
  return holds() ? fmt::format("to rounding, {:.1e}", relative)
                 : fmt::format("fails by {:.2g}", relative);
}

} // namespace equivarify::codegen
