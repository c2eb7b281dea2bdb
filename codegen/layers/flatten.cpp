#include "equivarify/codegen/layers/pointwise.hpp"

namespace equivarify::codegen {
namespace {

/// A vector of all entries, channel by channel, row by row. The plan has no step for it: vectors
/// begin where the layers on images end.
class FlattenType final : public TypedLayerType<FlattenType, NoFields> {
public:
  FlattenType() : TypedLayerType{"flatten", "Planes as a vector: channel, row, column.", {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::reshape;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    return {inputs.front().size(), 1, 1};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(NoFields const& /*fields*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return x;
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return s;
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& /*place*/) const override {
    return {.name = "flatten", .header = "layers/rearrange", .type = {}};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Flatten"}};
  }
};

} // namespace

LayerType const& flatten_type() {
  static FlattenType const type;
  return type;
}

} // namespace equivarify::codegen
