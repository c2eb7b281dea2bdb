#include "equivarify/codegen/layers/pointwise.hpp"

#include <cmath>

namespace equivarify::codegen {
namespace {

/// y = 1 / (1 + exp(-x)).
class SigmoidType final : public PointwiseType<SigmoidType, NoFields> {
public:
  SigmoidType() : PointwiseType{"sigmoid", "1 / (1 + exp(-x)).", {}} {}

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return Real{1} / (Real{1} + std::exp(-x));
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "Sigmoid"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("1 / (1 + exp(-{}))", s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return "1.0f / (1.0f + expf(-x))";
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Sigmoid"}};
  }
};

} // namespace

LayerType const& sigmoid_type() {
  static SigmoidType const type;
  return type;
}

} // namespace equivarify::codegen
