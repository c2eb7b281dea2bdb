#include "equivarify/codegen/audit/spec/function_table.hpp"

namespace equivarify::audit {

std::map<std::string, KnownFunction> const& known_functions() {
  static std::map<std::string, KnownFunction> const functions{{"abs", {"Absolute"}},
                                                              {"ceil", {"Ceil"}},
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
                                                              {"softplus", {"Softplus"}},
                                                              {"softsign", {"Softsign", true}},
                                                              {"sqrt", {"SquareRoot"}},
                                                              {"square", {"Square"}},
                                                              {"tanh", {"Tanh", true}}};
  return functions;
}

} // namespace equivarify::audit
