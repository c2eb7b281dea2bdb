/// \file
/// How far the two sides of an equation are apart in single precision.
#ifndef EQUIVARIFY_CODEGEN_MEASURE_MEASUREMENT_HPP
#define EQUIVARIFY_CODEGEN_MEASURE_MEASUREMENT_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Two sides of an equation, compared on random weights and inputs in single precision.
struct Measurement {
  std::size_t values = 0;
  std::size_t differing_bits = 0;
  double largest_difference = 0.0;
  double largest_value = 0.0;

  /// Compares \p a with \p b and adds what it finds.
  void add(std::vector<float> const& a, std::vector<float> const& b);

  /// Whether the sides are equal but for rounding: up to 10^-4 of the largest value.
  [[nodiscard]] bool holds() const;

  /// `to the bit`, `to rounding, 3.0e-07` or `fails by 0.21`, relative to the largest value.
  [[nodiscard]] std::string words() const;

  static void describe(auto& fields) {
    fields.field("values", &Measurement::values);
    fields.field("differing_bits", &Measurement::differing_bits);
    fields.field("largest_difference", &Measurement::largest_difference, runtime::OrInfinite{});
    fields.field("largest_value", &Measurement::largest_value);
  }
};

} // namespace equivarify::codegen

#endif
