#include "equivarify/codegen/lift/operators/moving.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

/// 1 or 0 for a condition.
template <auto condition>
Values holds(NodeContext const& context) {
  OnnxTensor truth = combine(context.constant(0), context.constant(1), [](double a, double b) {
    return condition(a, b) ? 1.0 : 0.0;
  });
  std::vector<double> const numbers = numbers_of(truth);
  truth.values = std::vector<std::int64_t>(numbers.begin(), numbers.end());
  return {std::move(truth)};
}

constexpr auto is_equal = [](double a, double b) { return a == b; };
constexpr auto is_less = [](double a, double b) { return a < b; };
constexpr auto is_greater = [](double a, double b) { return a > b; };
constexpr auto is_at_most = [](double a, double b) { return a <= b; };
constexpr auto is_at_least = [](double a, double b) { return a >= b; };
constexpr auto are_both = [](double a, double b) { return a != 0.0 && b != 0.0; };
constexpr auto is_either = [](double a, double b) { return a != 0.0 || b != 0.0; };

Values negated(NodeContext const& context) {
  OnnxTensor const zero{{}, {}, std::vector<std::int64_t>{0}};
  return {
      combine(zero, context.constant(0), [](double, double x) { return x == 0.0 ? 1.0 : 0.0; })};
}

Values size(NodeContext const& context) {
  auto const count = static_cast<std::int64_t>(entries_of(shape_of(context)));
  return {OnnxTensor{{}, {}, std::vector<std::int64_t>{count}}};
}

Values range(NodeContext const& context) {
  OnnxTensor const zero{{}, {}, std::vector<std::int64_t>{0}};
  OnnxTensor const& start = context.constant(0);
  OnnxTensor const& step = context.constant(2);
  double const first = numbers_of(start).at(0);
  double const last = numbers_of(context.constant(1)).at(0);
  double const each = numbers_of(step).at(0);
  double const count = std::ceil((last - first) / each);
  if (!(count <= 1e6)) {
    throw LiftError(fmt::format("a range of {} numbers", count), "at most 1000000");
  }
  OnnxTensor const places = counted({static_cast<std::int64_t>(std::max(count, 0.0))});
  OnnxTensor const whole = combine(start, step, [](double a, double) { return a; });
  OnnxTensor const multiples = combine(places, step, [](double i, double s) { return i * s; });
  return {combine(multiples, whole, [](double x, double s) { return s + x; })};
}

/// Where a constant condition holds the entry of the one, elsewhere that of the other.
Values where(NodeContext const& context) {
  OnnxTensor const& condition = context.constant(0);
  OnnxTensor const kept = combine(
      condition, context.constant(1), [](double c, double x) { return c != 0.0 ? x : 0.0; });
  OnnxTensor const other = combine(
      condition, context.constant(2), [](double c, double x) { return c != 0.0 ? 0.0 : x; });
  return {combine(kept, other, [](double a, double b) { return a + b; })};
}

} // namespace

std::vector<OperatorRow> folding_operators() {
  return {{"And", holds<are_both>},
          {"Equal", holds<is_equal>},
          {"Greater", holds<is_greater>},
          {"GreaterOrEqual", holds<is_at_least>},
          {"Less", holds<is_less>},
          {"LessOrEqual", holds<is_at_most>},
          {"Not", negated},
          {"Or", holds<is_either>},
          {"Range", range},
          {"Size", size},
          {"Where", where}};
}

} // namespace equivarify::codegen
