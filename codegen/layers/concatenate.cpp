#include "equivarify/codegen/layers/combination.hpp"

namespace equivarify::codegen {
namespace {

/// The channels of the first value, then those of the second, and so on.
class ConcatenateType final : public CombinationType<ConcatenateType> {
public:
  ConcatenateType()
      : CombinationType{"concatenate",
                        "At least two inputs one after another along the channels, vectors along "
                        "their lengths; planes have one size."} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::values_in_a_row;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    Shape sum = inputs.front();
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      if (inputs[i].rows != sum.rows || inputs[i].columns != sum.columns) {
        throw ShapeError{numbered(inputs[i], i),
                         fmt::format("planes of {}x{}, as those of value 1{}",
                                     sum.rows,
                                     sum.columns,
                                     inputs[i].is_flat() || sum.is_flat()
                                         ? "; put a layer of type \"flatten\" after planes that go "
                                           "with a vector"
                                         : ""),
                         "puts planes of different sizes together"};
      }
      sum.channels += inputs[i].channels;
    }
    return sum;
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> combine(NoFields const& /*fields*/,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          Inputs<Real> const& xs) const {
    std::vector<Real> y;
    y.reserve(layer.output.size());
    for (std::vector<Real> const& x : xs) {
      y.insert(y.end(), x.begin(), x.end());
    }
    return y;
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& place) const override {
    return combining_kernel(
        "values in a row", "layers/merging", "ConcatenateChannels", "ConcatenateEntries", place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Concat", .attributes = {{"axis", std::int64_t{1}}}}};
  }
};

} // namespace

LayerType const& concatenate_type() {
  static ConcatenateType const type;
  return type;
}

} // namespace equivarify::codegen
