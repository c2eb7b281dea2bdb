#include "equivarify/codegen/layers/dense.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

class DenseType final : public TypedLayerType<DenseType, Dense> {
public:
  DenseType()
      : TypedLayerType{
            "dense",
            "Each output is a weighted sum of all entries of a vector.",
            {field("units", &Dense::units, "The number of outputs.")
                 .refused("the input is not flat: put flatten before it"),
             field("bias", &Dense::bias, "Whether a bias is added.").with_default(true).late(),
             field("tied",
                   &Dense::tied,
                   "Weights that the subgroup of \"already\" moves to each other are equal, or "
                   "minus each other where signs change.")
                 .with_default(false)
                 .refused("true without already")
                 .late(),
             field("regular",
                   &Dense::regular,
                   "What it gives comes in groups, as many as the subgroup of \"already\" has "
                   "elements, which it permutes as its elements.")
                 .with_default(false)
                 .refused("true without tied; no whole groups")
                 .late()}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::linear;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    expect_flat(inputs.front(), "dense");
    return {of(operation).units, 1, 1};
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& layer) const override {
    Dense const& dense = of(layer.operation);
    std::vector<ParameterForm> forms{{"weight", {dense.units, layer.input().size()}}};
    if (dense.bias) {
      forms.push_back({"bias", {dense.units}});
    }
    return forms;
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    return layer.output.size() * layer.input().size();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Dense const& dense,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    std::vector<Real> y(dense.units);
    if (dense.bias) {
      y.assign(tensors[1].begin(), tensors[1].end());
    }
    for (std::size_t unit = 0; unit < dense.units; ++unit) {
      for (std::size_t i = 0; i < x.size(); ++i) {
        y[unit] += tensors[0][unit * x.size() + i] * x[i];
      }
    }
    return y;
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::to_string(of(operation).units);
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& weight,
                                    std::string const& s) const override {
    return weight + " . " + s;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    // What was flattened and comes in several copies keeps its shape, which the order of the
    // weights in files needs.
    SizeList sizes;
    sizes.add("copies", place.gathered, 1);
    sizes.add("channels", place.input().channels, 1);
    sizes.add("rows", place.input().rows, 1);
    sizes.add("columns", place.input().columns, 1);
    sizes.add("units", place.output.channels, 0);
    sizes.add("bias", of(operation).bias, true);
    sizes.add("bf16", place.bf16, false);
    return {.name = "matrix product",
            .header = "dense/dense",
            .type = fmt::format("rt::Dense<{}, rt::DenseSizes{{{}}}, {}, micro_batch>",
                                place.group,
                                sizes.text(),
                                place.relu ? "rt::Activation::relu" : "rt::Activation::none")};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Gemm", .attributes = {{"transB", std::int64_t{1}}}}};
  }
};

} // namespace

LayerType const& dense_type() {
  static DenseType const type;
  return type;
}

LayerType const& Dense::type() {
  return dense_type();
}

} // namespace equivarify::codegen
