#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

/// f of each of \p numbers.
template <typename F>
Numbers each(Numbers numbers, F const& f) {
  std::transform(numbers.begin(), numbers.end(), numbers.begin(), f);
  return numbers;
}

View layer_on(NodeContext const& context, View const& view, char const* type) {
  return context.on_each_entry(view, operation_of(type));
}

/// a - b floor(a / b) of whole numbers. Half of a unit more before the division, so that no
/// rounding takes a quotient across a whole number.
View with_sign_of_divisor(NodeContext const& context, View const& a, Numbers const& b) {
  Numbers const steps = each(b, [](float x) { return 1.0F / x; });
  Numbers const halves = each(b, [](float x) { return 0.5F / std::abs(x); });
  View const quotient = layer_on(context, add_affine(context, a, steps, halves), "floor");
  Numbers const negatives = each(b, [](float x) { return -x; });
  View const whole = add_affine(context, quotient, negatives, Numbers(b.size(), 0.0F));
  return add_views(context, {a, whole});
}

/// The sign of a times the rest of |a|. A quotient that was rounded to another whole number leaves
/// a rest below 0, or one that is not below |b|, which is put right.
View with_sign_of_dividend(NodeContext const& context, View const& a, Numbers const& b) {
  Numbers const none(b.size(), 0.0F);
  Numbers const sizes = each(b, [](float x) { return std::abs(x); });
  Numbers const negatives = each(sizes, [](float x) { return -x; });
  View size = layer_on(context, a, "abs");
  size.is_sole = false;
  Numbers const steps = each(sizes, [](float x) { return 1.0F / x; });
  View const quotient = layer_on(context, add_affine(context, size, steps, none), "floor");
  View rest = add_views(context, {size, add_affine(context, quotient, negatives, none)});
  rest.is_sole = false;
  OnnxTensor const divisors{{}, rest.shape(), sizes};
  FileValue const low = is_positive(context, line_of(context, rest, -1.0F, 0.0F));
  FileValue const fits = is_positive(context, difference(context, divisors, rest));
  FileValue const high = line_of(context, fits, -1.0F, 1.0F);
  FileValue const more = multiplied(context, difference(context, low, high), divisors);
  View const right = std::get<View>(added(context, rest, more));
  return multiply_views(context, layer_on(context, a, "sign"), right);
}

/// That of constants, with the sign of the dividend or of the divisor.
OnnxTensor folded(NodeContext const& context, bool truncates) {
  auto const rest = [truncates](auto a, auto b) {
    double const found = std::fmod(static_cast<double>(a), static_cast<double>(b));
    bool const is_off = !truncates && found != 0.0 && (found < 0) != (b < 0);
    return static_cast<decltype(a)>(found + (is_off ? static_cast<double>(b) : 0.0));
  };
  return combine(context.constant(0), context.constant(1), rest);
}

Values remainder(NodeContext const& context) {
  bool const truncates = context.integer("fmod", 0) != 0;
  std::vector<double> const divisors = numbers_of(context.constant(1));
  if (std::find(divisors.begin(), divisors.end(), 0.0) != divisors.end()) {
    throw LiftError("a remainder of a division by 0", "divisors other than 0");
  }
  if (context.is_constant(0)) {
    return {folded(context, truncates)};
  }
  View a = std::get<View>(term(context, 0));
  Numbers const b = stretched(context.constant(1), a);
  return {truncates ? with_sign_of_dividend(context, a, b) : with_sign_of_divisor(context, a, b)};
}

} // namespace

std::vector<OperatorRow> remainder_operators() {
  return {{"Mod", remainder, true}};
}

} // namespace equivarify::codegen
