#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <cmath>

namespace equivarify::codegen {
namespace {

/// y[i] = exp(x[i]) / sum exp(x[j]) over the entries of a flat value. Every permutation of the
/// entries passes through it, to rounding; a change of signs does not.
class SoftmaxType final : public TypedLayerType<SoftmaxType, NoFields> {
public:
  SoftmaxType() : TypedLayerType{"softmax", "exp(x) over the sum of all exp(x) of a vector.", {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::reduction_over_entries;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    expect_flat(inputs.front(), "softmax");
    return inputs.front();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(NoFields const& /*fields*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    Real const largest = *std::max_element(x.begin(), x.end()); // keeps exp from overflowing
    std::vector<Real> y;
    Real sum = 0;
    for (Real const value : x) {
      y.push_back(std::exp(value - largest));
      sum += y.back();
    }
    std::transform(y.begin(), y.end(), y.begin(), [sum](Real value) { return value / sum; });
    return y;
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("softmax({})", s);
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& place) const override {
    return {.name = "softmax",
            .header = "layers/pointwise",
            .type = fmt::format("rt::SoftmaxVector<{}, {}>", place.copies, place.size())};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Softmax", .attributes = {{"axis", std::int64_t{1}}}}};
  }
};

} // namespace

LayerType const& softmax_type() {
  static SoftmaxType const type;
  return type;
}

} // namespace equivarify::codegen
