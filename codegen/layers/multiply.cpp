#include "equivarify/codegen/layers/combination.hpp"

namespace equivarify::codegen {
namespace {

/// y[i] = x1[i] x2[i] ..., in the order in which the layer names its values; what is smaller than
/// the first is stretched to it.
class MultiplyType final : public CombinationType<MultiplyType> {
public:
  MultiplyType()
      : CombinationType{
            "multiply",
            "The product of at least two inputs in the order of their names. The others "
            "have the shape of the first, or one number for each of its channels, one "
            "channel for all of them, or one number."} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::product_of_values;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    Shape const& whole = inputs.front();
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      if (!stretches_to(inputs[i], whole)) {
        throw ShapeError{numbered(inputs[i], i),
                         fmt::format("{}, as value 1 is, one number for each of its channels, "
                                     "one channel of its planes, or one number",
                                     to_string(whole)),
                         "multiplies values whose shapes do not fit"};
      }
    }
    return whole;
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> combine(NoFields const& /*fields*/,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          Inputs<Real> const& xs) const {
    std::vector<Real> y = xs.front();
    for (std::size_t value = 1; value < xs.size(); ++value) {
      for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] *= xs[value][stretched_entry(layer.inputs[value], layer.output, i)];
      }
    }
    return y;
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& place) const override {
    return combining_kernel("product", "layers/products", "MultiplyMaps", "MultiplyVectors", place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Mul"}};
  }
};

} // namespace

LayerType const& multiply_type() {
  static MultiplyType const type;
  return type;
}

} // namespace equivarify::codegen
