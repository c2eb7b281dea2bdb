#include "equivarify/codegen/lift/operators/operator.hpp"
#include "equivarify/codegen/lift/operators/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

// Truth is 1 or 0. A difference has the sign of the comparison, and is 0 only for equal numbers.

FileValue negation(NodeContext const& context, FileValue const& truth) {
  return line_of(context, truth, -1.0F, 1.0F);
}

Values is_equal(NodeContext const& context) {
  FileValue const greater =
      is_positive(context, difference(context, term(context, 0), term(context, 1)));
  FileValue const less =
      is_positive(context, difference(context, term(context, 1), term(context, 0)));
  return {negation(context, added(context, greater, less))};
}

/// Whether input A is greater than input B.
template <std::size_t A, std::size_t B>
Values is_greater(NodeContext const& context) {
  return {is_positive(context, difference(context, term(context, A), term(context, B)))};
}

template <std::size_t A, std::size_t B>
Values is_at_least(NodeContext const& context) {
  return {negation(context,
                   is_positive(context, difference(context, term(context, B), term(context, A))))};
}

Values are_both(NodeContext const& context) {
  return {multiplied(context, term(context, 0), term(context, 1))};
}

Values is_either(NodeContext const& context) {
  FileValue const neither =
      multiplied(context, negation(context, term(context, 0)), negation(context, term(context, 1)));
  return {negation(context, neither)};
}

/// Of a and b alone: (a - b)^2.
Values is_one_alone(NodeContext const& context) {
  FileValue const apart = difference(context, term(context, 0), term(context, 1));
  return {multiplied(context, apart, apart)};
}

Values negated(NodeContext const& context) {
  return {negation(context, term(context, 0))};
}

/// Where the condition holds the entry of the one, elsewhere that of the other.
Values where(NodeContext const& context) {
  FileValue const condition = term(context, 0);
  return {added(context,
                multiplied(context, condition, term(context, 1)),
                multiplied(context, negation(context, condition), term(context, 2)))};
}

/// x where it is above alpha, else 0.
Values thresholded(NodeContext const& context) {
  FileValue const x = term(context, 0);
  float const alpha = context.number("alpha", 1.0F);
  return {multiplied(context, x, is_positive(context, line_of(context, x, 1.0F, -alpha)))};
}

/// x - bias above lambda, x + bias below -lambda, 0 between them.
Values shrink(NodeContext const& context) {
  FileValue const x = term(context, 0);
  float const bias = context.number("bias", 0.0F);
  float const lambda = context.number("lambd", 0.5F);
  if (!(lambda >= 0)) { // both could hold of one number
    throw LiftError(fmt::format("a lambd of {}", lambda), "one from 0");
  }
  FileValue const above = is_positive(context, line_of(context, x, 1.0F, -lambda));
  FileValue const below = is_positive(context, line_of(context, x, -1.0F, -lambda));
  return {added(context,
                multiplied(context, line_of(context, x, 1.0F, -bias), above),
                multiplied(context, line_of(context, x, 1.0F, bias), below))};
}

} // namespace

std::vector<OperatorRow> condition_operators() {
  return {{"And", are_both, true},
          {"Equal", is_equal, true},
          {"Greater", is_greater<0, 1>, true},
          {"GreaterOrEqual", is_at_least<0, 1>, true},
          {"Less", is_greater<1, 0>, true},
          {"LessOrEqual", is_at_least<1, 0>, true},
          {"Not", negated, true},
          {"Or", is_either, true},
          {"Shrink", shrink},
          {"ThresholdedRelu", thresholded},
          {"Where", where, true},
          {"Xor", is_one_alone, true}};
}

} // namespace equivarify::codegen
