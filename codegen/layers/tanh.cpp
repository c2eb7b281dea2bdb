#include "equivarify/codegen/layers/pointwise.hpp"

#include <cmath>

namespace equivarify::codegen {
namespace {

/// y = tanh(x), by the size of x alone, so that tanh(-x) is -tanh(x) to the bit.
class TanhType final : public PointwiseType<TanhType, NoFields> {
public:
  TanhType() : PointwiseType{"tanh", "The hyperbolic tangent.", {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::pointwise_odd;
  }

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return std::copysign(std::tanh(std::abs(x)), x);
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "Tanh"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("tanh({})", s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return "copysignf(tanhf(fabsf(x)), x)";
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Tanh"}};
  }
};

} // namespace

LayerType const& tanh_type() {
  static TanhType const type;
  return type;
}

} // namespace equivarify::codegen
