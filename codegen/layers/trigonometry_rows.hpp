/// \file
/// Rows of the table of functions: trigonometric and hyperbolic ones and their inverses.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_TRIGONOMETRY_ROWS_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_TRIGONOMETRY_ROWS_HPP

#include "equivarify/codegen/layers/function_rows.hpp"

#include <cmath>

namespace equivarify::codegen::function_rows {

struct Sine {
  static FunctionRow row() {
    return {"sin",
            "The sine.",
            "sin({0})",
            "Sine",
            "copysignf(1.0f, x) * sinf(fabsf(x))",
            {{.type = "Sin"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(Real{1}, x) * std::sin(std::abs(x));
  }
};

struct Cosine {
  static FunctionRow row() {
    return {"cos",
            "The cosine.",
            "cos({0})",
            "Cosine",
            "cosf(x)",
            {{.type = "Cos"}},
            false,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::cos(x);
  }
};

struct Tangent {
  static FunctionRow row() {
    return {"tan",
            "The tangent.",
            "tan({0})",
            "Tangent",
            "copysignf(1.0f, x) * tanf(fabsf(x))",
            {{.type = "Tan"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(Real{1}, x) * std::tan(std::abs(x));
  }
};

struct ArcSine {
  static FunctionRow row() {
    return {"asin",
            "The arc sine; not a number for |x| > 1.",
            "asin({0})",
            "ArcSine",
            "copysignf(asinf(fabsf(x)), x)",
            {{.type = "Asin"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::asin(std::abs(x)), x);
  }
};

struct ArcCosine {
  static FunctionRow row() {
    return {"acos",
            "The arc cosine; not a number for |x| > 1.",
            "acos({0})",
            "ArcCosine",
            "acosf(x)",
            {{.type = "Acos"}},
            false,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::acos(x);
  }
};

struct ArcTangent {
  static FunctionRow row() {
    return {"atan",
            "The arc tangent.",
            "atan({0})",
            "ArcTangent",
            "copysignf(atanf(fabsf(x)), x)",
            {{.type = "Atan"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::atan(std::abs(x)), x);
  }
};

struct HyperbolicSine {
  static FunctionRow row() {
    return {"sinh",
            "The hyperbolic sine.",
            "sinh({0})",
            "HyperbolicSine",
            "copysignf(sinhf(fabsf(x)), x)",
            {{.type = "Sinh"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::sinh(std::abs(x)), x);
  }
};

struct HyperbolicCosine {
  static FunctionRow row() {
    return {"cosh",
            "The hyperbolic cosine.",
            "cosh({0})",
            "HyperbolicCosine",
            "coshf(x)",
            {{.type = "Cosh"}},
            false,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::cosh(x);
  }
};

struct InverseHyperbolicSine {
  static FunctionRow row() {
    return {"asinh",
            "The inverse hyperbolic sine.",
            "asinh({0})",
            "InverseHyperbolicSine",
            "copysignf(asinhf(fabsf(x)), x)",
            {{.type = "Asinh"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::asinh(std::abs(x)), x);
  }
};

struct InverseHyperbolicCosine {
  static FunctionRow row() {
    return {"acosh",
            "The inverse hyperbolic cosine; not a number for x < 1.",
            "acosh({0})",
            "InverseHyperbolicCosine",
            "acoshf(x)",
            {{.type = "Acosh"}},
            false,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::acosh(x);
  }
};

struct InverseHyperbolicTangent {
  static FunctionRow row() {
    return {"atanh",
            "The inverse hyperbolic tangent; not a number for |x| > 1.",
            "atanh({0})",
            "InverseHyperbolicTangent",
            "copysignf(atanhf(fabsf(x)), x)",
            {{.type = "Atanh"}},
            true,
            "layers/trigonometry"};
  }

  template <typename Real>
  static Real value(Real x) {
    return std::copysign(std::atanh(std::abs(x)), x);
  }
};

} // namespace equivarify::codegen::function_rows

#endif
