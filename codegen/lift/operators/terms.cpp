#include "equivarify/codegen/lift/operators/terms.hpp"

#include "equivarify/codegen/lift/linear_map.hpp"
#include "equivarify/codegen/lift/operators/operator.hpp"

#include <functional>
#include <utility>

namespace equivarify::codegen {
namespace {

OnnxTensor const* constant_in(FileValue const& value) {
  return std::get_if<OnnxTensor>(&value);
}

OnnxTensor number(float value) {
  return {{}, {}, std::vector<float>{value}};
}

/// \p both of \p a and \p b, or with the one that is a constant \p line.
template <typename Fold, typename Line, typename Both>
FileValue by_kinds(
    FileValue const& a, FileValue const& b, Fold const& fold, Line const& line, Both const& both) {
  OnnxTensor const* const left = constant_in(a);
  OnnxTensor const* const right = constant_in(b);
  if (left != nullptr && right != nullptr) {
    return combine(*left, *right, fold);
  }
  if (left == nullptr && right == nullptr) {
    return both(std::get<View>(a), std::get<View>(b));
  }
  View view = std::get<View>(left == nullptr ? a : b);
  std::vector<float> const numbers = stretched(left == nullptr ? *right : *left, view);
  return line(view, numbers);
}

/// factor x + summand, with a summand for each entry of \p view.
View exact_line(NodeContext const& context,
                View const& view,
                float factor,
                std::vector<float> const& summands) {
  NetworkBuilder& network = context.network();
  Shape const& shape = network.shape(view.value);
  auto bias = by_channel(network, view, summands, 0.0F);
  if (!bias || network.is_vector(view.value) || shape.depth > 1) {
    SparseMap map{view.shape(), {}, summands};
    for (std::size_t i = 0; i < summands.size(); ++i) {
      map.weights.push_back({i, i, factor});
    }
    return mapped(network, context.name(), view, map);
  }
  std::size_t const channels = shape.channels;
  std::size_t const value =
      network.add(context.name(),
                  operation_with("conv2d",
                                 {{"filters", channels},
                                  {"kernel", Extent{1, 1}},
                                  {"padding", Padding::valid},
                                  {"groups", channels}}),
                  {view.value},
                  {{"weight", std::vector<float>(channels, factor), {}, {}, "a factor"},
                   {"bias", *std::move(bias), {}, {}, "summands"}});
  return {value, view.entries};
}

} // namespace

std::vector<float> stretched(OnnxTensor const& constant, View& view) {
  Extents const shape = broadcast_shape(constant.shape, view.shape());
  view.entries = broadcast(view.entries, shape);
  std::vector<double> const numbers = numbers_of(broadcast(constant, shape));
  return {numbers.begin(), numbers.end()};
}

FileValue term(NodeContext const& context, std::size_t input) {
  FileValue value = context.value(input);
  if (View* const view = std::get_if<View>(&value)) {
    view->is_sole = false;
  }
  return value;
}

FileValue line_of(NodeContext const& context, FileValue const& x, float factor, float summand) {
  if (constant_in(x) != nullptr) {
    return added(context, multiplied(context, x, number(factor)), number(summand));
  }
  View const& view = std::get<View>(x);
  std::vector<float> const summands(view.entries.size(), summand);
  return exact_line(context, view, factor, summands);
}

FileValue difference(NodeContext const& context, FileValue const& a, FileValue const& b) {
  if (constant_in(a) != nullptr || constant_in(b) != nullptr) {
    bool const is_first = constant_in(a) != nullptr;
    if (is_first && constant_in(b) != nullptr) {
      return combine(*constant_in(a), *constant_in(b), std::minus<>{});
    }
    View view = std::get<View>(is_first ? b : a);
    std::vector<float> summands = stretched(is_first ? *constant_in(a) : *constant_in(b), view);
    for (float& summand : summands) {
      summand = is_first ? summand : -summand;
    }
    return exact_line(context, view, is_first ? -1.0F : 1.0F, summands);
  }
  return added(context, a, line_of(context, b, -1.0F, 0.0F));
}

FileValue added(NodeContext const& context, FileValue const& a, FileValue const& b) {
  return by_kinds(
      a,
      b,
      std::plus<>{},
      [&](View const& view, std::vector<float> const& summands) {
        return add_affine(context, view, std::vector<float>(summands.size(), 1.0F), summands);
      },
      [&](View const& x, View const& y) {
        return add_views(context, {x, y});
      });
}

FileValue multiplied(NodeContext const& context, FileValue const& a, FileValue const& b) {
  return by_kinds(
      a,
      b,
      std::multiplies<>{},
      [&](View const& view, std::vector<float> const& factors) {
        return add_affine(context, view, factors, std::vector<float>(factors.size(), 0.0F));
      },
      [&](View const& x, View const& y) { return multiply_views(context, x, y); });
}

FileValue is_positive(NodeContext const& context, FileValue const& x) {
  if (OnnxTensor const* const constant = constant_in(x)) {
    return combine(*constant, number(0.0F), [](double a, double) { return a > 0.0 ? 1.0 : 0.0; });
  }
  View const sign = context.on_each_entry(std::get<View>(x), operation_of("sign"));
  return context.on_each_entry(sign, operation_of("relu"));
}

} // namespace equivarify::codegen
