#include "equivarify/codegen/layers/pool2d.hpp"

#include <fmt/format.h>

#include <numeric>

namespace equivarify::codegen {
namespace {

class Type final : public TypedLayerType<Type, AveragePool2d> {
public:
  Type() : TypedLayerType{"average_pool2d", pool_fields<AveragePool2d>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::mean_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation, Shape const& input) const override {
    return pooled_shape(*window(operation, input), input);
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    return Window{.size = of(operation).size, .stride = of(operation).stride};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(AveragePool2d const& pool,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return pooled(layer, {pool.size, pool.stride}, x, [](std::vector<Real> const& window) {
      return std::accumulate(window.begin(), window.end(), Real{0}) /
             static_cast<Real>(window.size());
    });
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::format("{}x{}", of(operation).size.rows, of(operation).size.columns);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return pool_formula("mean", s, of(operation).size);
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    return pool_kernel("average pool", "AveragePool", *window(operation, place.input), place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {pool_onnx("AveragePool", *window(operation, {}))};
  }
};

} // namespace

LayerType const& average_pool2d_type() {
  static Type const type;
  return type;
}

LayerType const& AveragePool2d::type() {
  return average_pool2d_type();
}

} // namespace equivarify::codegen
