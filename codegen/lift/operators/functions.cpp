#include "equivarify/codegen/lift/operators/operator.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {
namespace {

using Values = std::vector<FileValue>;
using Numbers = std::vector<float>;

/// The layer called \p type, which has no fields, on input 0.
template <char const* type>
Values function(NodeContext const& context) {
  return {applied(context, type)};
}

constexpr char absolute[] = "abs";
constexpr char sin_of[] = "sin";
constexpr char cos_of[] = "cos";
constexpr char tan_of[] = "tan";
constexpr char asin_of[] = "asin";
constexpr char acos_of[] = "acos";
constexpr char atan_of[] = "atan";
constexpr char sinh_of[] = "sinh";
constexpr char cosh_of[] = "cosh";
constexpr char asinh_of[] = "asinh";
constexpr char acosh_of[] = "acosh";
constexpr char atanh_of[] = "atanh";
constexpr char ceiling[] = "ceil";
constexpr char erf[] = "erf";
constexpr char exponential[] = "exp";
constexpr char floor_of[] = "floor";
constexpr char hard_swish[] = "hard_swish";
constexpr char logarithm[] = "log";
constexpr char mish[] = "mish";
constexpr char reciprocal[] = "reciprocal";
constexpr char nearest_whole[] = "round";
constexpr char sign[] = "sign";
constexpr char softplus[] = "softplus";
constexpr char softsign[] = "softsign";
constexpr char root[] = "sqrt";

View scaled_view(NodeContext const& context, View const& view, float factor) {
  std::size_t const size = view.entries.size();
  return add_affine(context, view, Numbers(size, factor), Numbers(size, 0.0F));
}

/// alpha elu(x / alpha) with elu of alpha 1.
Values celu(NodeContext const& context) {
  float const alpha = context.number("alpha", 1.0F);
  if (!(alpha > 0.0F && alpha < 1e6F)) {
    throw LiftError(fmt::format("alpha {}", alpha), "alpha above 0");
  }
  View const inner = scaled_view(context, context.view(0), 1.0F / alpha);
  return {scaled_view(context, context.on_each_entry(inner, operation_of("elu")), alpha)};
}

} // namespace

FileValue applied(NodeContext const& context, std::string const& type) {
  if (!context.is_constant(0)) {
    return context.on_each_entry(context.view(0), operation_of(type));
  }
  OnnxTensor tensor = context.constant(0);
  std::vector<double> const numbers = numbers_of(tensor);
  Shape const shape{numbers.size()};
  std::vector<double> const results =
      numbers.empty()
          ? numbers
          : evaluate_layer<double>({"constant", operation_of(type), {shape}, shape}, {}, numbers);
  tensor.values = Numbers(results.begin(), results.end());
  return tensor;
}

std::vector<OperatorRow> function_operators() {
  return {{"Abs", function<absolute>},
          {"Acos", function<acos_of>},
          {"Acosh", function<acosh_of>},
          {"Asin", function<asin_of>},
          {"Asinh", function<asinh_of>},
          {"Atan", function<atan_of>},
          {"Atanh", function<atanh_of>},
          {"Ceil", function<ceiling>},
          {"Celu", celu},
          {"Cos", function<cos_of>},
          {"Cosh", function<cosh_of>},
          {"Erf", function<erf>},
          {"Exp", function<exponential>},
          {"Floor", function<floor_of>},
          {"HardSwish", function<hard_swish>},
          {"Log", function<logarithm>},
          {"Mish", function<mish>},
          {"Reciprocal", function<reciprocal>},
          {"Round", function<nearest_whole>},
          {"Sign", function<sign>},
          {"Sin", function<sin_of>},
          {"Sinh", function<sinh_of>},
          {"Softplus", function<softplus>},
          {"Softsign", function<softsign>},
          {"Sqrt", function<root>},
          {"Tan", function<tan_of>}};
}

} // namespace equivarify::codegen
