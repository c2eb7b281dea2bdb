/// \file
/// Rows of the table of functions: those that networks have between their layers.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_FUNCTION_ROWS_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_FUNCTION_ROWS_HPP

#include "equivarify/codegen/layers/onnx_form.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace equivarify::codegen::function_rows {

inline constexpr auto of_layer = OnnxValueOf::layer;
inline constexpr auto of_before = OnnxValueOf::operator_before;

/// One function of each number: a row of the table. `formula` has {0} for the number.
struct FunctionRow {
  char const* name;
  char const* help;
  char const* formula;
  char const* code;    ///< the type of the runtime's header
  char const* c_value; ///< of `x`, in C99
  std::vector<OnnxOperator> onnx;
  bool is_odd = false;                     ///< f(-x) = -f(x) to the bit
  char const* header = "layers/functions"; ///< of the runtime
};

template <typename Real>
[[nodiscard]] Real softplus_of(Real x) {
  return std::max(x, Real{0}) + std::log1p(std::exp(-std::abs(x)));
}

struct Softplus {
  static FunctionRow row() {
    return {"softplus",
            "log(1 + exp(x)).",
            "log(1 + exp({0}))",
            "Softplus",
            "fmaxf(x, 0.0f) + log1pf(expf(-fabsf(x)))",
            {{.type = "Softplus"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return softplus_of(x);
  }
};

struct Softsign {
  static FunctionRow row() {
    return {"softsign",
            "x / (1 + |x|).",
            "{0} / (1 + |{0}|)",
            "Softsign",
            "x / (1.0f + fabsf(x))",
            {{.type = "Abs"},
             {.type = "Add", .operands = {of_before, 1.0F}},
             {.type = "Div", .operands = {of_layer, of_before}}},
            true};
  }

  template <typename Real>
  static Real value(Real x) {
    return x / (Real{1} + std::abs(x));
  }
};

struct HardSwish {
  static FunctionRow row() {
    return {"hard_swish",
            "x times (x + 3) / 6, that not below 0 and not above 1.",
            "{0} min(max(({0} + 3) / 6, 0), 1)",
            "HardSwish",
            "x * (x < -3.0f ? 0.0f : (x > 3.0f ? 1.0f : (x + 3.0f) / 6.0f))",
            {{.type = "HardSigmoid", .attributes = {{"alpha", 1.0F / 6.0F}, {"beta", 0.5F}}},
             {.type = "Mul", .operands = {of_layer, of_before}}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return x * std::clamp((x + Real{3}) / Real{6}, Real{0}, Real{1});
  }
};

struct Mish {
  static FunctionRow row() {
    return {"mish",
            "x tanh(log(1 + exp(x))).",
            "{0} tanh(log(1 + exp({0})))",
            "Mish",
            "x * tanhf(fmaxf(x, 0.0f) + log1pf(expf(-fabsf(x))))",
            {{.type = "Softplus"},
             {.type = "Tanh", .operands = {of_before}},
             {.type = "Mul", .operands = {of_layer, of_before}}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return x * std::tanh(softplus_of(x));
  }
};

/// Many networks were trained with this approximation of gelu.
struct GeluByTanh {
  static constexpr float width = 0.797884583F; // sqrt(2 / pi)
  static constexpr float cubic = 0.044715F;

  static FunctionRow row() {
    return {"gelu_tanh",
            "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).",
            "{0}/2 (1 + tanh(sqrt(2/pi) ({0} + 0.044715 {0}^3)))",
            "GeluByTanh",
            "x * (0.5f * (1.0f + tanhf(0.797884583f * (x + 0.044715f * x * x * x))))",
            {{.type = "Mul", .operands = {of_layer, of_layer}},
             {.type = "Mul", .operands = {of_before, cubic}},
             {.type = "Add", .operands = {of_before, 1.0F}},
             {.type = "Mul", .operands = {of_before, of_layer}},
             {.type = "Mul", .operands = {of_before, width}},
             {.type = "Tanh", .operands = {of_before}},
             {.type = "Add", .operands = {of_before, 1.0F}},
             {.type = "Mul", .operands = {of_before, 0.5F}},
             {.type = "Mul", .operands = {of_before, of_layer}}}};
  }

  template <typename Real>
  static Real value(Real x) {
    Real const inner = x + static_cast<Real>(cubic) * x * x * x;
    return x * (Real{0.5} * (Real{1} + std::tanh(static_cast<Real>(width) * inner)));
  }
};

} // namespace equivarify::codegen::function_rows

#endif
