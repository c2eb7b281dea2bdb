#include "equivarify/codegen/layers/pointwise.hpp"

namespace equivarify::codegen {
namespace {

/// y = min(max((x + 3) / 6, 0), 1).
class HardSigmoidType final : public PointwiseType<HardSigmoidType, NoFields> {
public:
  HardSigmoidType()
      : PointwiseType{"hard_sigmoid", "(x + 3) / 6, not below 0 and not above 1.", {}} {}

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return std::clamp((x + Real{3}) / Real{6}, Real{0}, Real{1});
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "HardSigmoid"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("min(max(({} + 3) / 6, 0), 1)", s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return "x < -3.0f ? 0.0f : (x > 3.0f ? 1.0f : (x + 3.0f) / 6.0f)";
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "HardSigmoid", .attributes = {{"alpha", 1.0F / 6.0F}, {"beta", 0.5F}}}};
  }
};

} // namespace

LayerType const& hard_sigmoid_type() {
  static HardSigmoidType const type;
  return type;
}

} // namespace equivarify::codegen
