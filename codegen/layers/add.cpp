#include "equivarify/codegen/layers/combination.hpp"

namespace equivarify::codegen {
namespace {

/// y[i] = x1[i] + x2[i] + ..., in the order in which the layer names its values.
class AddType final : public CombinationType<AddType> {
public:
  AddType()
      : CombinationType{
            "add", "The sum of at least two inputs of one shape, in the order of their names."} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::sum_of_values;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      if (inputs[i] != inputs.front()) {
        throw ShapeError{numbered(inputs[i], i),
                         fmt::format("{}, as value 1 is", to_string(inputs.front())),
                         "adds values of different shapes"};
      }
    }
    return inputs.front();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> combine(NoFields const& /*fields*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          Inputs<Real> const& xs) const {
    std::vector<Real> y = xs.front();
    for (auto x = xs.begin() + 1; x != xs.end(); ++x) {
      std::transform(y.begin(), y.end(), x->begin(), y.begin(), std::plus<>{});
    }
    return y;
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& place) const override {
    return combining_kernel("sum", "layers/merging", "AddMaps", "AddVectors", place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Sum"}};
  }
};

} // namespace

LayerType const& add_type() {
  static AddType const type;
  return type;
}

} // namespace equivarify::codegen
