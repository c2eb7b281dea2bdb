#include "equivarify/codegen/onnx_run/operators.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace equivarify::codegen::onnx_run {
namespace {

/// The function of each number \p x.
using Unary = double (*)(double x, Attributes const& at);

std::map<std::string, Unary> const unary{
    {"Abs", [](double x, Attributes const&) { return std::abs(x); }},
    {"Cast",
     [](double x, Attributes const& at) {
       double const type = at.number("to", 1);
       bool const is_whole = (type >= 2 && type <= 7) || type == 12 || type == 13;
       return type == 9 ? static_cast<double>(x != 0) : is_whole ? std::trunc(x) : x;
     }},
    {"Relu", [](double x, Attributes const&) { return x > 0 ? x : 0.0; }},
    {"Sigmoid", [](double x, Attributes const&) { return 1.0 / (1.0 + std::exp(-x)); }},
    {"Tanh", [](double x, Attributes const&) { return std::tanh(x); }},
    {"Erf", [](double x, Attributes const&) { return std::erf(x); }},
    {"Gelu",
     [](double x, Attributes const& at) {
       double const root = std::sqrt(2 / 3.14159265358979323846);
       return at.text("approximate") == "tanh"
                  ? x / 2 * (1 + std::tanh(root * (x + 0.044715 * x * x * x)))
                  : x / 2 * (1 + std::erf(x / std::sqrt(2.0)));
     }},
    {"Sqrt", [](double x, Attributes const&) { return std::sqrt(x); }},
    {"Ceil", [](double x, Attributes const&) { return std::ceil(x); }},
    {"Celu",
     [](double x, Attributes const& at) {
       double const alpha = at.number("alpha", 1);
       return std::max(0.0, x) + std::min(0.0, alpha * (std::exp(x / alpha) - 1));
     }},
    {"Sin", [](double x, Attributes const&) { return std::sin(x); }},
    {"Cos", [](double x, Attributes const&) { return std::cos(x); }},
    {"Tan", [](double x, Attributes const&) { return std::tan(x); }},
    {"Asin", [](double x, Attributes const&) { return std::asin(x); }},
    {"Acos", [](double x, Attributes const&) { return std::acos(x); }},
    {"Atan", [](double x, Attributes const&) { return std::atan(x); }},
    {"Sinh", [](double x, Attributes const&) { return std::sinh(x); }},
    {"Cosh", [](double x, Attributes const&) { return std::cosh(x); }},
    {"Asinh", [](double x, Attributes const&) { return std::asinh(x); }},
    {"Acosh", [](double x, Attributes const&) { return std::acosh(x); }},
    {"Atanh", [](double x, Attributes const&) { return std::atanh(x); }},
    {"Exp", [](double x, Attributes const&) { return std::exp(x); }},
    {"Floor", [](double x, Attributes const&) { return std::floor(x); }},
    {"HardSwish",
     [](double x, Attributes const&) { return x * std::max(0.0, std::min(1.0, x / 6 + 0.5)); }},
    {"Log", [](double x, Attributes const&) { return std::log(x); }},
    {"Mish", [](double x, Attributes const&) { return x * std::tanh(std::log(1 + std::exp(x))); }},
    {"Reciprocal", [](double x, Attributes const&) { return 1 / x; }},
    {"Round", [](double x, Attributes const&) { return x - std::remainder(x, 1.0); }},
    {"Sign", [](double x, Attributes const&) { return x > 0 ? 1.0 : (x < 0 ? -1.0 : 0.0); }},
    {"Softplus", [](double x, Attributes const&) { return std::log(1 + std::exp(x)); }},
    {"Softsign", [](double x, Attributes const&) { return x / (1 + std::abs(x)); }},
    {"Not", [](double x, Attributes const&) { return x == 0 ? 1.0 : 0.0; }},
    {"Neg", [](double x, Attributes const&) { return -x; }},
    {"ThresholdedRelu",
     [](double x, Attributes const& at) { return x > at.number("alpha", 1) ? x : 0.0; }},
    {"Shrink",
     [](double x, Attributes const& at) {
       double const lambda = at.number("lambd", 0.5);
       double const bias = at.number("bias", 0);
       return x > lambda ? x - bias : x < -lambda ? x + bias : 0.0;
     }},
    {"Elu",
     [](double x, Attributes const& at) {
       return x < 0 ? at.number("alpha", 1) * (std::exp(x) - 1.0) : x;
     }},
    {"Selu",
     [](double x, Attributes const& at) {
       double const low = at.number("alpha", 1.67326319217681884765625) * (std::exp(x) - 1.0);
       return at.number("gamma", 1.05070102214813232421875) * (x < 0 ? low : x);
     }},
    {"LeakyRelu",
     [](double x, Attributes const& at) { return x < 0 ? at.number("alpha", 0.01) * x : x; }},
    {"HardSigmoid", [](double x, Attributes const& at) {
       return std::max(0.0, std::min(1.0, at.number("alpha", 0.2) * x + at.number("beta", 0.5)));
     }}};

std::map<std::string, std::function<double(double, double)>> const binary{
    {"Add", std::plus<>{}},
    {"Sub", std::minus<>{}},
    {"Mul", std::multiplies<>{}},
    {"Div", std::divides<>{}},
    {"And", [](double x, double y) { return x != 0 && y != 0 ? 1.0 : 0.0; }},
    {"Xor", [](double x, double y) { return (x != 0) != (y != 0) ? 1.0 : 0.0; }},
    {"Or", [](double x, double y) { return x != 0 || y != 0 ? 1.0 : 0.0; }},
    {"Equal", [](double x, double y) { return x == y ? 1.0 : 0.0; }},
    {"Less", [](double x, double y) { return x < y ? 1.0 : 0.0; }},
    {"LessOrEqual", [](double x, double y) { return x <= y ? 1.0 : 0.0; }},
    {"Greater", [](double x, double y) { return x > y ? 1.0 : 0.0; }},
    {"GreaterOrEqual", [](double x, double y) { return x >= y ? 1.0 : 0.0; }},
    {"Pow", [](double x, double power) { return std::pow(x, power); }},
    {"PRelu", [](double x, double slope) { return x < 0 ? slope * x : x; }}};

double number(std::vector<Array> const& in, std::size_t input, double otherwise) {
  if (input >= in.size() || in.at(input).values.empty()) {
    return otherwise;
  }
  if (in.at(input).values.size() != 1) {
    throw UnknownOperator("a scalar with extents");
  }
  return in.at(input).values.at(0);
}

Array clip(Array array, double low, double high) {
  for (double& value : array.values) {
    value = std::min(high, std::max(low, value));
  }
  return array;
}

/// \p array with extents of 1 behind it, where an attribute of old says from which axis of \p other
/// on it is stretched.
Array from_axis(Array array, Attributes const& at, Array const& other) {
  auto const axis = static_cast<std::size_t>(at.number("axis", 0));
  while (at.numbers.contains("axis") && array.shape.size() + axis < other.shape.size()) {
    array.shape.push_back(1);
  }
  return array;
}

} // namespace

Array stretched(Array const& a,
                Array const& b,
                std::function<double(double, double)> const& function) {
  std::size_t const rank = std::max(a.shape.size(), b.shape.size());
  Array out{std::vector<std::size_t>(rank, 1), {}};
  for (Array const* const array : {&a, &b}) {
    std::size_t const more = rank - array->shape.size();
    for (std::size_t axis = 0; axis < array->shape.size(); ++axis) {
      out.shape.at(more + axis) = std::max(out.shape.at(more + axis), array->shape.at(axis));
    }
  }
  auto const value = [&](Array const& array, std::vector<std::size_t> const& at) {
    std::size_t from = 0;
    std::size_t const more = rank - array.shape.size();
    for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
      from = from * array.shape.at(axis) + (array.shape.at(axis) == 1 ? 0 : at.at(more + axis));
    }
    return array.values.at(from);
  };
  for_each_place(out.shape, [&](auto const& at, std::size_t) {
    out.values.push_back(function(value(a, at), value(b, at)));
  });
  return out;
}

std::optional<Array>
run_pointwise(std::string const& type, Attributes const& attributes, std::vector<Array> const& in) {
  if (auto const function = unary.find(type); function != unary.end()) {
    Array out = in.at(0);
    for (double& value : out.values) {
      value = function->second(value, attributes);
    }
    return out;
  }
  if (auto const function = binary.find(type); function != binary.end()) {
    return stretched(in.at(0), from_axis(in.at(1), attributes, in.at(0)), function->second);
  }
  static std::map<std::string, double (*)(double, double)> const of_all{
      {"Sum", [](double x, double y) { return x + y; }},
      {"Mean", [](double x, double y) { return x + y; }},
      {"Max", [](double x, double y) { return std::max(x, y); }},
      {"Min", [](double x, double y) { return std::min(x, y); }}};
  if (auto const function = of_all.find(type); function != of_all.end()) {
    Array out = in.at(0);
    for (std::size_t i = 1; i < in.size(); ++i) {
      out = stretched(out, in.at(i), function->second);
    }
    for (double& value : out.values) {
      value /= type == "Mean" ? static_cast<double>(in.size()) : 1.0;
    }
    return out;
  }
  double const none = std::numeric_limits<double>::infinity();
  return type == "Clip" ? std::optional{clip(in.at(0),
                                             number(in, 1, attributes.number("min", -none)),
                                             number(in, 2, attributes.number("max", none)))}
                        : std::nullopt;
}

} // namespace equivarify::codegen::onnx_run
