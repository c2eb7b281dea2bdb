#include "equivarify/codegen/layers/pointwise.hpp"

#include <cmath>

namespace equivarify::codegen {
namespace {

struct Elu {
  double alpha = 1.0;
  friend bool operator==(Elu const&, Elu const&) = default;
};

/// y = x for x > 0, otherwise alpha (exp(x) - 1).
class EluType final : public PointwiseType<EluType, Elu> {
public:
  EluType()
      : PointwiseType{"elu",
                      "x for x > 0, alpha (exp(x) - 1) otherwise.",
                      {field("alpha", &Elu::alpha, "What the values below 0 tend to, times -1.")
                           .with_default(1.0)
                           .within(0.0, 100.0)}} {}

  template <typename Real>
  [[nodiscard]] static Real value(Elu const& fields, Real x) {
    return x > 0 ? x : as_float<Real>(fields.alpha) * std::expm1(x);
  }

  [[nodiscard]] static std::string function(Elu const& fields) {
    return fmt::format("Elu<{}>", number_argument(fields.alpha));
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::to_string(of(operation).alpha);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("{0} if {0} > 0, else {1} (exp({0}) - 1)", s, of(operation).alpha);
  }

  [[nodiscard]] std::string c_value(Operation const& operation) const override {
    return fmt::format("x > 0.0f ? x : {} * expm1f(x)", c_number(of(operation).alpha));
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {{.type = "Elu", .attributes = {{"alpha", as_float<float>(of(operation).alpha)}}}};
  }
};

} // namespace

LayerType const& elu_type() {
  static EluType const type;
  return type;
}

} // namespace equivarify::codegen
