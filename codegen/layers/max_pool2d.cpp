#include "equivarify/codegen/layers/pool2d.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

class Type final : public TypedLayerType<Type, MaxPool2d> {
public:
  Type() : TypedLayerType{"max_pool2d", pool_fields<MaxPool2d>()} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::largest_in_windows;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation, Shape const& input) const override {
    return pooled_shape(*window(operation, input), input);
  }

  [[nodiscard]] std::optional<Window> window(Operation const& operation,
                                             Shape const& /*input*/) const override {
    return Window{.size = of(operation).size, .stride = of(operation).stride};
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(MaxPool2d const& pool,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return pooled(layer, {pool.size, pool.stride}, x, [](std::vector<Real> const& window) {
      return *std::max_element(window.begin(), window.end());
    });
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::format("{}x{}", of(operation).size.rows, of(operation).size.columns);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return pool_formula("max", s, of(operation).size);
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    return pool_kernel("max pool", "MaxPool", *window(operation, place.input), place);
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {pool_onnx("MaxPool", *window(operation, {}))};
  }
};

} // namespace

LayerType const& max_pool2d_type() {
  static Type const type;
  return type;
}

LayerType const& MaxPool2d::type() {
  return max_pool2d_type();
}

} // namespace equivarify::codegen
