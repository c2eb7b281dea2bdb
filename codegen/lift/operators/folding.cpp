#include "equivarify/codegen/lift/operators/moving.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

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

} // namespace

std::vector<OperatorRow> folding_operators() {
  return {{"Range", range}, {"Size", size}};
}

} // namespace equivarify::codegen
