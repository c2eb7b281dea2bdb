#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;

double larger(double a, double b) {
  return std::max(a, b);
}

double smaller(double a, double b) {
  return std::min(a, b);
}

/// All inputs are constants.
OnnxTensor folded_extreme(NodeContext const& context, double (*function)(double, double)) {
  OnnxTensor result = context.constant(0);
  for (std::size_t i = 1; i < context.size(); ++i) {
    result = combine(result, context.constant(i), function);
  }
  return result;
}

/// Entry by entry the largest of all inputs, the smallest for the \p sign -1: they are put into one
/// value, and then next to one another under a window.
Values extreme(NodeContext const& context, float sign) {
  if (context.all_constant()) {
    return {folded_extreme(context, sign > 0.0F ? larger : smaller)};
  }
  if (context.size() == 1) {
    return {context.view(0)};
  }
  std::vector<View> views;
  Extents shape;
  for (std::size_t i = 0; i < context.size(); ++i) {
    views.push_back(input_as_view(context, i, first_view(context)));
    shape = broadcast_shape(shape, views.back().shape());
  }
  for (View& view : views) {
    view.entries = broadcast(view.entries, shape);
  }
  View const all = in_one_value(context.network(), context.name(), views);
  View result = largest_of(context, all, grouped(all.shape(), {0}), sign);
  result.entries = squeeze(std::move(result.entries), {0});
  return {std::move(result)};
}

Values maximum(NodeContext const& context) {
  return extreme(context, 1.0F);
}

Values minimum(NodeContext const& context) {
  return extreme(context, -1.0F);
}

} // namespace

std::vector<OperatorRow> extreme_operators() {
  return {{"Max", maximum, true}, {"Min", minimum, true}};
}

} // namespace equivarify::codegen
