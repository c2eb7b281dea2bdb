#include "codegen/onnx_pointwise.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace equivarify::testing {
namespace {

using Attributes = std::map<std::string, double>;

/// The function of each number \p x; \p at gives attributes and further inputs.
using Unary = double (*)(double x, Attributes const& at);

std::map<std::string, Unary> const unary{
    {"Relu", [](double x, Attributes const&) { return std::max(x, 0.0); }},
    {"Sigmoid", [](double x, Attributes const&) { return 1.0 / (1.0 + std::exp(-x)); }},
    {"Tanh", [](double x, Attributes const&) { return std::tanh(x); }},
    {"Erf", [](double x, Attributes const&) { return std::erf(x); }},
    {"Elu",
     [](double x, Attributes const& at) {
       return x < 0 ? at.at("alpha") * (std::exp(x) - 1.0) : x;
     }},
    {"LeakyRelu", [](double x, Attributes const& at) { return x < 0 ? at.at("alpha") * x : x; }},
    {"HardSigmoid", [](double x, Attributes const& at) {
       return std::max(0.0, std::min(1.0, at.at("alpha") * x + at.at("beta")));
     }}};

std::map<std::string, std::function<double(double, double)>> const binary{
    {"Add", std::plus<>{}},
    {"Sub", std::minus<>{}},
    {"Mul", std::multiplies<>{}},
    {"Div", std::divides<>{}}};

double number(Array const& scalar) {
  if (!scalar.shape.empty()) {
    throw std::runtime_error("a scalar with extents");
  }
  return scalar.values.at(0);
}

Array clip(Array array, double low, double high) {
  for (double& value : array.values) {
    value = std::min(high, std::max(low, value));
  }
  return array;
}

} // namespace

std::optional<Array> run_pointwise(std::string const& type,
                                   std::map<std::string, double> const& attributes,
                                   std::vector<Array> const& in) {
  Array out = in.at(0);
  if (auto const function = unary.find(type); function != unary.end()) {
    for (double& value : out.values) {
      value = function->second(value, attributes);
    }
    return out;
  }
  if (auto const function = binary.find(type); function != binary.end()) {
    auto const value = [](Array const& array, std::size_t i) {
      return array.values.at(array.shape.empty() ? 0 : i);
    };
    out.shape = in.at(in.front().shape.empty() ? 1 : 0).shape;
    out.values.resize(std::max(in.front().values.size(), in.at(1).values.size()));
    for (std::size_t i = 0; i < out.values.size(); ++i) {
      out.values[i] = function->second(value(in.front(), i), value(in.at(1), i));
    }
    return out;
  }
  return type == "Clip" ? std::optional{clip(out, number(in.at(1)), number(in.at(2)))}
                        : std::nullopt;
}

} // namespace equivarify::testing
