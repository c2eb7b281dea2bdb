#include "equivarify/codegen/layers/pointwise.hpp"
#include "equivarify/codegen/layers/pool.hpp"

#include <fmt/format.h>

#include <numeric>

namespace equivarify::codegen {
namespace {

/// The mean of each channel: one window as large as the plane or volume.
class GlobalAveragePoolType final : public TypedLayerType<GlobalAveragePoolType, NoFields> {
public:
  GlobalAveragePoolType(char const* name, std::size_t axes)
      : TypedLayerType{name,
                       fmt::format("The mean of each channel: {} of one entry, which `dense` reads "
                                   "as a vector and of which `flatten` makes one.",
                                   axes == 1   ? "lines"
                                   : axes == 2 ? "planes"
                                               : "volumes"),
                       {}},
        axes_{axes} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    expect_axes(inputs.front(), axes_, name());
    return {inputs.front().channels, 1, 1};
  }

  [[nodiscard]] std::optional<Window> window(Operation const& /*operation*/,
                                             Shape const& input) const override {
    return Window{.size = input.extent()};
  }

  [[nodiscard]] std::size_t axes() const override { return axes_; }

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

private:
  std::size_t axes_;
};

} // namespace

LayerType const& global_average_pool1d_type() {
  static GlobalAveragePoolType const type{"global_average_pool1d", 1};
  return type;
}

LayerType const& global_average_pool2d_type() {
  static GlobalAveragePoolType const type{"global_average_pool2d", 2};
  return type;
}

LayerType const& global_average_pool3d_type() {
  static GlobalAveragePoolType const type{"global_average_pool3d", 3};
  return type;
}

} // namespace equivarify::codegen
