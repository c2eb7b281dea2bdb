/// \file
/// A layer whose class need not be true.
#ifndef EQUIVARIFY_TESTS_CODEGEN_DISGUISED_LAYER_HPP
#define EQUIVARIFY_TESTS_CODEGEN_DISGUISED_LAYER_HPP

#include "equivarify/codegen/layers/pointwise.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// A type of layer with the values of another and a class that need not be its own.
class Disguised final : public TypedLayerType<Disguised, NoFields> {
public:
  Disguised(Layer original, StructuralClass structure)
      : TypedLayerType{"disguised", "", {}}, original_{std::move(original)}, structure_{structure} {
  }

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return structure_;
  }

  [[nodiscard]] ReadCount reads() const override { return original_.operation.type().reads(); }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& /*inputs*/) const override {
    return original_.output;
  }

  /// Those of the original, or any where it has none.
  [[nodiscard]] std::optional<Window> window(Operation const& /*operation*/,
                                             Shape const& input) const override {
    auto const window = original_.operation.type().window(original_.operation, input);
    return window ? window : Window{.size = {1, 1}};
  }

  [[nodiscard]] std::vector<ParameterForm> parameters(Layer const& /*layer*/) const override {
    return parameter_forms(original_);
  }

  [[nodiscard]] std::vector<ParameterForm> state(Layer const& /*layer*/) const override {
    return state_forms(original_);
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> combine(NoFields const& /*fields*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& tensors,
                                          Inputs<Real> const& xs) const {
    return evaluate_layer(original_, tensors, xs);
  }

  [[nodiscard]] std::string formula(Operation const& /*operation*/,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return s;
  }

  [[nodiscard]] Kernel kernel(Operation const& /*operation*/,
                              KernelPlace const& /*place*/) const override {
    return {};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {};
  }

private:
  Layer original_;
  StructuralClass structure_;
};

} // namespace equivarify::codegen

#endif
