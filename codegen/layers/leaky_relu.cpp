#include "equivarify/codegen/layers/pointwise.hpp"

namespace equivarify::codegen {
namespace {

struct LeakyRelu {
  double slope = 0.01;
  friend bool operator==(LeakyRelu const&, LeakyRelu const&) = default;
};

/// y = x for x > 0, otherwise slope x. Slope 1 makes it odd.
class LeakyReluType final : public PointwiseType<LeakyReluType, LeakyRelu> {
public:
  LeakyReluType()
      : PointwiseType{"leaky_relu",
                      "x for x > 0, slope x otherwise.",
                      {field("slope", &LeakyRelu::slope, "What numbers below 0 are multiplied by.")
                           .with_default(0.01)
                           .within(0.0, 1.0)}} {}

  [[nodiscard]] StructuralClass structure(Operation const& operation) const override {
    bool const is_odd = as_float<float>(of(operation).slope) == 1.0F;
    return is_odd ? StructuralClass::pointwise_odd : StructuralClass::pointwise;
  }

  template <typename Real>
  [[nodiscard]] static Real value(LeakyRelu const& fields, Real x) {
    return x > 0 ? x : as_float<Real>(fields.slope) * x;
  }

  [[nodiscard]] static std::string function(LeakyRelu const& fields) {
    return fmt::format("LeakyRelu<{}>", number_argument(fields.slope));
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::to_string(of(operation).slope);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("{0} if {0} > 0, else {1} {0}", s, of(operation).slope);
  }

  [[nodiscard]] std::string c_value(Operation const& operation) const override {
    return fmt::format("x > 0.0f ? x : {} * x", c_number(of(operation).slope));
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {{.type = "LeakyRelu", .attributes = {{"alpha", as_float<float>(of(operation).slope)}}}};
  }
};

} // namespace

LayerType const& leaky_relu_type() {
  static LeakyReluType const type;
  return type;
}

} // namespace equivarify::codegen
