#include "equivarify/codegen/translation/fraction.hpp"

#include "equivarify/algebra/error.hpp"

#include <cmath>
#include <numeric>

namespace equivarify::codegen {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrowed(Wide value) {
  constexpr std::int64_t largest = std::int64_t{1} << 62U;
  if (value > largest || value < -largest) {
    throw algebra::LimitError{"a fraction of a kernel's table needs more than 62 bits"};
  }
  return static_cast<std::int64_t>(value);
}

Wide greatest_divisor(Wide a, Wide b) {
  while (b != 0) {
    Wide const rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

Fraction reduced(Wide numerator, Wide denominator) {
  Wide const divisor = greatest_divisor(numerator, denominator);
  return Fraction{narrowed(numerator / divisor), narrowed(denominator / divisor)};
}

} // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  std::int64_t const divisor = std::gcd(numerator, denominator);
  std::int64_t const sign = denominator < 0 ? -1 : 1;
  numerator_ = sign * narrowed(numerator) / divisor;
  denominator_ = sign * narrowed(denominator) / divisor;
}

std::string Fraction::to_string() const {
  std::string text = std::to_string(numerator_);
  if (denominator_ != 1) {
    text += "/" + std::to_string(denominator_);
  }
  return text;
}

Fraction operator+(Fraction const& a, Fraction const& b) {
  return reduced(Wide{a.numerator()} * b.denominator() + Wide{b.numerator()} * a.denominator(),
                 Wide{a.denominator()} * b.denominator());
}

Fraction operator*(Fraction const& a, Fraction const& b) {
  return reduced(Wide{a.numerator()} * b.numerator(), Wide{a.denominator()} * b.denominator());
}

Fraction dyadic_fraction(float value) {
  int exponent = 0;
  float const mantissa = std::frexp(value, &exponent); // in [1/2, 1), of 24 bits
  auto const digits = static_cast<std::int64_t>(std::ldexp(mantissa, 24));
  if (exponent > 24 + 37 || exponent < 24 - 61) {
    throw algebra::LimitError{"a constant of a kernel needs more than 62 bits"};
  }
  return exponent >= 24 ? Fraction{digits * (std::int64_t{1} << (exponent - 24))}
                        : Fraction{digits, std::int64_t{1} << (24 - exponent)};
}

Fraction fraction_of(float value) {
  for (int denominator = 1; denominator <= 64; ++denominator) {
    double const numerator = std::round(static_cast<double>(value) * denominator);
    if (std::abs(numerator) < 0x1p53 && static_cast<float>(numerator / denominator) == value) {
      return Fraction{static_cast<std::int64_t>(numerator), denominator};
    }
  }
  return dyadic_fraction(value);
}

} // namespace equivarify::codegen
