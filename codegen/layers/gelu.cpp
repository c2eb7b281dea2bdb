#include "equivarify/codegen/layers/pointwise.hpp"

#include <cmath>
#include <numbers>

namespace equivarify::codegen {
namespace {

/// y = x/2 (1 + erf(x / sqrt(2))), by erf itself and no approximation. ONNX has it from operator
/// set 20 on; here it is made of its parts.
class GeluType final : public PointwiseType<GeluType, NoFields> {
public:
  GeluType() : PointwiseType{"gelu", "x/2 (1 + erf(x / sqrt(2))).", {}} {}

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return x * (Real{0.5} * (Real{1} + std::erf(x * (std::numbers::sqrt2_v<Real> / 2))));
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "Gelu"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("{0}/2 (1 + erf({0} / sqrt(2)))", s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return "x * (0.5f * (1.0f + erff(x * 0x1.6a09e6p-1f)))";
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Mul", .operands = {OnnxValueOf::layer, std::numbers::sqrt2_v<float> / 2}},
            {.type = "Erf", .operands = {OnnxValueOf::operator_before}},
            {.type = "Add", .operands = {OnnxValueOf::operator_before, 1.0F}},
            {.type = "Mul", .operands = {OnnxValueOf::operator_before, 0.5F}},
            {.type = "Mul", .operands = {OnnxValueOf::operator_before, OnnxValueOf::layer}}};
  }
};

} // namespace

LayerType const& gelu_type() {
  static GeluType const type;
  return type;
}

} // namespace equivarify::codegen
