#include "equivarify/codegen/layers/functions.hpp"

#include "equivarify/codegen/layers/function_rows.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/trigonometry_rows.hpp"

#include <fmt/format.h>

#include <cmath>
#include <tuple>

namespace equivarify::codegen {
namespace {

using namespace function_rows;

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

/// Not odd: 1 / 0 has the sign of its zero, and a zero that is negated as 0 - 0 keeps its own.
struct Reciprocal {
  static FunctionRow row() {
    return {"reciprocal",
            "1 / x.",
            "1 / {0}",
            "Reciprocal",
            "1.0f / x",
            {{.type = "Div", .operands = {1.0F, of_layer}}}};
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

  [[nodiscard]] static std::string header() { return Function::row().header; }

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
                  Sign,
                  Sine,
                  Cosine,
                  Tangent,
                  ArcSine,
                  ArcCosine,
                  ArcTangent,
                  HyperbolicSine,
                  HyperbolicCosine,
                  InverseHyperbolicSine,
                  InverseHyperbolicCosine,
                  InverseHyperbolicTangent>();
}

} // namespace equivarify::codegen
