/// \file
/// Exact fractions, as which the constants of kernels are read.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_FRACTION_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_FRACTION_HPP

#include <cstdint>
#include <string>

namespace equivarify::codegen {

/// A rational number.
///
/// \invariant the denominator is positive and has no factor in common with the numerator
class Fraction {
public:
  Fraction() = default;

  /// \p numerator / \p denominator. \throws algebra::LimitError beyond 62 bits.
  /// \pre \p denominator is not 0
  explicit Fraction(std::int64_t numerator, std::int64_t denominator = 1);

  [[nodiscard]] std::int64_t numerator() const noexcept { return numerator_; }

  [[nodiscard]] std::int64_t denominator() const noexcept { return denominator_; }

  /// Such as `-1/6`, or `3`.
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(Fraction const&, Fraction const&) = default;

private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

/// \throws algebra::LimitError beyond 62 bits, as all arithmetic here.
[[nodiscard]] Fraction operator+(Fraction const& a, Fraction const& b);
[[nodiscard]] Fraction operator*(Fraction const& a, Fraction const& b);

/// \p value itself. \pre it is finite. \throws algebra::LimitError beyond 62 bits.
[[nodiscard]] Fraction dyadic_fraction(float value);

/// What the constant \p value of a kernel stands for: the fraction of the least denominator, up to
/// 64, whose nearest float it is, such as -1/6; \p value itself where there is none.
///
/// \pre \p value is finite. \throws algebra::LimitError beyond 62 bits.
[[nodiscard]] Fraction fraction_of(float value);

} // namespace equivarify::codegen

#endif
