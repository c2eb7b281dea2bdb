#include "equivarify/codegen/layers/functions.hpp"

#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/format.h>

#include <cmath>
#include <tuple>

namespace equivarify::codegen {
namespace {

constexpr auto of_layer = OnnxValueOf::layer;
constexpr auto of_before = OnnxValueOf::operator_before;

/// One function of each number: a row of the table. `formula` has {0} for the number.
struct FunctionRow {
  char const* name;
  char const* help;
  char const* formula;
  char const* code;    ///< the type of runtime/layers/functions.hpp
  char const* c_value; ///< of `x`, in C99
  std::vector<OnnxOperator> onnx;
  bool is_odd = false; ///< f(-x) = -f(x) to the bit
};

template <typename Real>
Real softplus_of(Real x) {
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

struct Absolute {
  static FunctionRow row() {
    return {"abs", "|x|.", "|{0}|", "Absolute", "fabsf(x)", {{.type = "Abs"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::abs(x);
  }
};

struct Exponential {
  static FunctionRow row() {
    return {"exp", "exp(x).", "exp({0})", "Exponential", "expf(x)", {{.type = "Exp"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::exp(x);
  }
};

struct Logarithm {
  static FunctionRow row() {
    return {"log",
            "The natural logarithm; not a number for x < 0.",
            "log({0})",
            "Logarithm",
            "logf(x)",
            {{.type = "Log"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::log(x);
  }
};

struct SquareRoot {
  static FunctionRow row() {
    return {"sqrt",
            "The square root; not a number for x < 0.",
            "sqrt({0})",
            "SquareRoot",
            "sqrtf(x)",
            {{.type = "Sqrt"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::sqrt(x);
  }
};

struct Reciprocal {
  static FunctionRow row() {
    return {"reciprocal",
            "1 / x.",
            "1 / {0}",
            "Reciprocal",
            "1.0f / x",
            {{.type = "Div", .operands = {1.0F, of_layer}}},
            true};
  }

  template <typename Real>
  static Real value(Real x) {
    return Real{1} / x;
  }
};

struct Square {
  static FunctionRow row() {
    return {"square",
            "x x.",
            "{0}^2",
            "Square",
            "x * x",
            {{.type = "Mul", .operands = {of_layer, of_layer}}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return x * x;
  }
};

struct ErrorFunction {
  static FunctionRow row() {
    return {"erf",
            "The error function.",
            "erf({0})",
            "ErrorFunction",
            "copysignf(erff(fabsf(x)), x)",
            {{.type = "Erf"}},
            true};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::erf(std::abs(x)), x);
  }
};

struct Floor {
  static FunctionRow row() {
    return {"floor",
            "The greatest whole number up to x.",
            "floor({0})",
            "Floor",
            "floorf(x)",
            {{.type = "Floor"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::floor(x);
  }
};

struct Ceil {
  static FunctionRow row() {
    return {"ceil",
            "The least whole number from x on.",
            "ceil({0})",
            "Ceil",
            "ceilf(x)",
            {{.type = "Ceil"}}};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::ceil(x);
  }
};

struct Round {
  static FunctionRow row() {
    return {"round",
            "The nearest whole number, an even one in the middle between two.",
            "round({0})",
            "Round",
            "nearbyintf(x)",
            {{.type = "Round"}},
            true};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::nearbyint(x);
  }
};

struct Sign {
  static FunctionRow row() {
    return {"sign",
            "-1, 0 or 1.",
            "sign({0})",
            "Sign",
            "x > 0.0f ? 1.0f : (x < 0.0f ? -1.0f : x)",
            {{.type = "Sign"}},
            true};
  }

  template <typename Real>
  static Real value(Real x) {
    return x > 0 ? Real{1} : (x < 0 ? Real{-1} : x);
  }
};

template <typename Function>
class FunctionType final : public PointwiseType<FunctionType<Function>, NoFields> {
public:
  FunctionType()
      : PointwiseType<FunctionType, NoFields>{Function::row().name, Function::row().help, {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return Function::row().is_odd ? StructuralClass::pointwise_odd : StructuralClass::pointwise;
  }

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return Function::value(x);
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) {
    return Function::row().code;
  }

  [[nodiscard]] static std::string header() { return "layers/functions"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format(fmt::runtime(Function::row().formula), s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return Function::row().c_value;
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return Function::row().onnx;
  }
};

template <typename... Functions>
std::vector<LayerType const*> types_of() {
  static std::tuple<FunctionType<Functions>...> const types;
  return {&std::get<FunctionType<Functions>>(types)...};
}

} // namespace

std::vector<LayerType const*> function_types() {
  return types_of<Softplus,
                  Softsign,
                  HardSwish,
                  Mish,
                  GeluByTanh,
                  Absolute,
                  Exponential,
                  Logarithm,
                  SquareRoot,
                  Reciprocal,
                  Square,
                  ErrorFunction,
                  Floor,
                  Ceil,
                  Round,
                  Sign>();
}

} // namespace equivarify::codegen
