#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/pool2d.hpp"

#include <numeric>

namespace equivarify::codegen {
namespace {

/// The mean of each channel: one window as large as the plane.
class GlobalAveragePool2dType final : public TypedLayerType<GlobalAveragePool2dType, NoFields> {
public:
  GlobalAveragePool2dType()
      : TypedLayerType{"global_average_pool2d", "The mean of each channel, a vector.", {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    return {inputs.front().channels, 1, 1};
  }

  [[nodiscard]] std::optional<Window> window(Operation const& /*operation*/,
                                             Shape const& input) const override {
    return Window{.size = {input.rows, input.columns}};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(NoFields const& /*fields*/,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return pooled(layer, window_of(layer), x, [](std::vector<Real> const& plane) {
      return std::accumulate(plane.begin(), plane.end(), Real{0}) / static_cast<Real>(plane.size());
    });
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return "mean over all pixels of " + s;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    return pool_kernel({.what = "mean", .kernel = "average pool", .type = "AveragePool"},
                       *window(operation, place.input()),
                       false,
                       place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "GlobalAveragePool"}};
  }
};

} // namespace

LayerType const& global_average_pool2d_type() {
  static GlobalAveragePool2dType const type;
  return type;
}

} // namespace equivarify::codegen
