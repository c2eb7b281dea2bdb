#include "equivarify/codegen/layers/upsample2d.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/shape_rules.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

class Upsample2dType final : public TypedLayerType<Upsample2dType, Upsample2d> {
public:
  Upsample2dType()
      : TypedLayerType{"upsample2d",
                       "As many equal entries for each as scale says.",
                       {field("scale", &Upsample2d::scale, "Each entry becomes so many.")
                            .refused("a plane of more than 2^28 entries")}} {}

  /// Each output is the mean of the one entry that it sees.
  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    Extent const& scale = of(operation).scale;
    Shape const& input = inputs.front();
    expect_axes(input, 2, name());
    return spread_shape(input, input.channels, {.size = scale, .stride = scale});
  }

  [[nodiscard]] std::size_t axes() const override { return 2; }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    Extent const& scale = of(operation).scale;
    return Window{.size = scale, .stride = scale, .transposed = true};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Upsample2d const& upsample,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    Shape const& in = layer.input();
    Shape const& out = layer.output;
    std::vector<Real> y;
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::size_t const row = i / out.columns % out.rows / upsample.scale.rows;
      std::size_t const column = i % out.columns / upsample.scale.columns;
      y.push_back(x[(i / (out.rows * out.columns) * in.rows + row) * in.columns + column]);
    }
    return y;
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::format("{}x{}", of(operation).scale.rows, of(operation).scale.columns);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("{}, each entry {}", s, settings(operation));
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    Extent const& scale = of(operation).scale;
    return {.name = "nearest neighbours",
            .header = "layers/upsampling",
            .type =
                fmt::format("rt::Upsample<{}, {}, {}>", place.map(), scale.rows, scale.columns)};
  }

  /// The plane's rows and columns are gathered, see onnx/gathered_axes.hpp.
  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {};
  }
};

} // namespace

LayerType const& upsample2d_type() {
  static Upsample2dType const type;
  return type;
}

LayerType const& Upsample2d::type() {
  return upsample2d_type();
}

} // namespace equivarify::codegen
