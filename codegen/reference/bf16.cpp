#include "equivarify/codegen/reference/bf16.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {

float nearest_bf16(float value) {
  if (!std::isfinite(value) || value == 0) {
    return value; // a zero keeps its sign
  }
  int exponent = 0;
  std::frexp(value, &exponent); // |value| is from 2^(exponent - 1) to 2^exponent
  int const last = std::max(exponent - 8, -133);
  double const units = std::nearbyint(std::ldexp(static_cast<double>(value), -last));
  double const largest = std::ldexp(255.0, 120);
  return static_cast<float>(std::clamp(std::ldexp(units, last), -largest, largest));
}

} // namespace equivarify::codegen
