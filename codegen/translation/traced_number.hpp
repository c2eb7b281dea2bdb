/// \file
/// Numbers that write down what is done to them: kernels that compute with them, in place of
/// floats, tell the order of their sums.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_TRACED_NUMBER_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_TRACED_NUMBER_HPP

#include "equivarify/codegen/translation/fraction.hpp"
#include "equivarify/codegen/translation/scheme.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// A number of a program that is being written down.
class TracedNumber {
public:
  TracedNumber() = default;

  /// Number \p index of \p program, which outlives it.
  TracedNumber(StraightProgram& program, std::size_t index) : program_{&program}, index_{index} {}

  [[nodiscard]] std::size_t index() const noexcept { return index_; }

  /// The number that \p step makes, the next of the program.
  [[nodiscard]] TracedNumber next(StraightStep const& step) const {
    program_->steps.push_back(step);
    return {*program_, program_->inputs + program_->steps.size() - 1};
  }

  TracedNumber& operator+=(TracedNumber const& other) {
    return *this = next({.operation = '+', .first = index_, .second = other.index_});
  }

  TracedNumber& operator-=(TracedNumber const& other) {
    return *this = next({.operation = '-', .first = index_, .second = other.index_});
  }

  TracedNumber& operator*=(float factor) {
    return *this = next({.operation = '*', .first = index_, .factor = fraction_of(factor)});
  }

private:
  StraightProgram* program_ = nullptr;
  std::size_t index_ = 0;
};

[[nodiscard]] inline TracedNumber operator+(TracedNumber a, TracedNumber const& b) {
  return a += b;
}

[[nodiscard]] inline TracedNumber operator-(TracedNumber a, TracedNumber const& b) {
  return a -= b;
}

[[nodiscard]] inline TracedNumber operator-(TracedNumber a) {
  return a *= -1.0F;
}

[[nodiscard]] inline TracedNumber operator*(float factor, TracedNumber a) {
  return a *= factor;
}

[[nodiscard]] inline TracedNumber operator*(TracedNumber a, float factor) {
  return a *= factor;
}

} // namespace equivarify::codegen

#endif
