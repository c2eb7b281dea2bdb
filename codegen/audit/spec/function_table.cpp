#include "equivarify/codegen/audit/spec/function_table.hpp"

namespace equivarify::audit {

std::map<std::string, KnownFunction> const& known_functions() {
  static std::map<std::string, KnownFunction> const functions{
      {"abs", {"Absolute"}},
      {"acos", {"ArcCosine"}},
      {"acosh", {"InverseHyperbolicCosine"}},
      {"asin", {"ArcSine", true}},
      {"asinh", {"InverseHyperbolicSine", true}},
      {"atan", {"ArcTangent", true}},
      {"atanh", {"InverseHyperbolicTangent", true}},
      {"ceil", {"Ceil"}},
      {"cos", {"Cosine"}},
      {"cosh", {"HyperbolicCosine"}},
      {"erf", {"ErrorFunction", true}},
      {"exp", {"Exponential"}},
      {"floor", {"Floor"}},
      {"gelu", {"Gelu"}},
      {"gelu_tanh", {"GeluByTanh"}},
      {"hard_sigmoid", {"HardSigmoid"}},
      {"hard_swish", {"HardSwish"}},
      {"log", {"Logarithm"}},
      {"mish", {"Mish"}},
      {"reciprocal", {"Reciprocal"}},
      {"relu", {"Relu"}},
      {"round", {"Round", true}},
      {"sigmoid", {"Sigmoid"}},
      {"sign", {"Sign", true}},
      {"sin", {"Sine", true}},
      {"sinh", {"HyperbolicSine", true}},
      {"softplus", {"Softplus"}},
      {"softsign", {"Softsign", true}},
      {"sqrt", {"SquareRoot"}},
      {"square", {"Square"}},
      {"tan", {"Tangent", true}},
      {"tanh", {"Tanh", true}}};
  return functions;
}

} // namespace equivarify::audit
