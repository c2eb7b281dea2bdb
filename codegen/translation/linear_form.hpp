/// \file
/// Linear forms in the numbers that a kernel reads: kernels that compute with them, in place of
/// floats, tell which matrices they are.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_LINEAR_FORM_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_LINEAR_FORM_HPP

#include "equivarify/codegen/translation/fraction.hpp"

#include <cstddef>
#include <map>

namespace equivarify::codegen {

/// sum_i c_i x_i with exact c_i; those that are 0 are not kept.
class LinearForm {
public:
  LinearForm() = default;

  /// x_i for \p i.
  static LinearForm variable(std::size_t i) {
    LinearForm form;
    form.terms_.emplace(i, Fraction{1});
    return form;
  }

  [[nodiscard]] Fraction coefficient(std::size_t i) const {
    auto const found = terms_.find(i);
    return found == terms_.end() ? Fraction{} : found->second;
  }

  /// The form and \p factor times \p other.
  [[nodiscard]] LinearForm plus(Fraction const& factor, LinearForm const& other) const {
    LinearForm sum = *this;
    for (auto const& [i, coefficient] : other.terms_) {
      Fraction const total = sum.coefficient(i) + factor * coefficient;
      sum.terms_.erase(i);
      if (total != Fraction{}) {
        sum.terms_.emplace(i, total);
      }
    }
    return sum;
  }

  LinearForm& operator+=(LinearForm const& other) { return *this = plus(Fraction{1}, other); }

  LinearForm& operator-=(LinearForm const& other) { return *this = plus(Fraction{-1}, other); }

  LinearForm& operator*=(float factor) {
    return *this = LinearForm{}.plus(fraction_of(factor), *this);
  }

private:
  std::map<std::size_t, Fraction> terms_;
};

[[nodiscard]] inline LinearForm operator+(LinearForm a, LinearForm const& b) {
  return a += b;
}

[[nodiscard]] inline LinearForm operator-(LinearForm a, LinearForm const& b) {
  return a -= b;
}

[[nodiscard]] inline LinearForm operator-(LinearForm const& a) {
  return LinearForm{} - a;
}

[[nodiscard]] inline LinearForm operator*(float factor, LinearForm form) {
  return form *= factor;
}

[[nodiscard]] inline LinearForm operator*(LinearForm form, float factor) {
  return form *= factor;
}

/// Times 2^\p bits, as code of integers writes it.
[[nodiscard]] inline LinearForm operator<<(LinearForm form, int bits) {
  for (int i = 0; i < bits; ++i) {
    form *= 2.0F;
  }
  return form;
}

/// What the runtime calls by this name.
[[nodiscard]] inline LinearForm add_scaled(float power, LinearForm const& b, LinearForm const& c) {
  return power * b + c;
}

} // namespace equivarify::codegen

#endif
