#include "equivarify/codegen/layers/pointwise.hpp"

namespace equivarify::codegen {
namespace {

class ReluType final : public PointwiseType<ReluType, NoFields> {
public:
  ReluType() : PointwiseType{"relu", "x for x > 0, 0 otherwise.", {}} {}

  template <typename Real>
  [[nodiscard]] static Real value(NoFields const& /*fields*/, Real x) {
    return x > 0 ? x : Real{0};
  }

  [[nodiscard]] static std::string function(NoFields const& /*fields*/) { return "Relu"; }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("max({}, 0)", s);
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override {
    return "x > 0.0f ? x : 0.0f";
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Relu"}};
  }
};

} // namespace

LayerType const& relu_type() {
  static ReluType const type;
  return type;
}

} // namespace equivarify::codegen
