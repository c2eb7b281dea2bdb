#include "equivarify/codegen/layers/dropout.hpp"

#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

class DropoutType final : public TypedLayerType<DropoutType, Dropout> {
public:
  DropoutType()
      : TypedLayerType{"dropout",
                       "Nothing; in training some entries, the same of all copies, become 0.",
                       {field("rate",
                              &Dropout::rate,
                              "The share of entries that become 0; the others grow to 1 / (1 - "
                              "rate).")
                            .with_default(0.5)
                            .within(0.0, 0.99)}} {}

  /// Of what it is outside training, the identity.
  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::pointwise_odd;
  }

  [[nodiscard]] Shape output_shape(Operation const& /*operation*/,
                                   std::vector<Shape> const& inputs) const override {
    return inputs.front();
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Dropout const& /*dropout*/,
                                          Layer const& /*layer*/,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    return x;
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return fmt::to_string(of(operation).rate);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    return fmt::format("{}, in training 0 with probability {}", s, of(operation).rate);
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    std::string const rate = number_argument(of(operation).rate);
    return {.name = "dropout",
            .header = "layers/dropout",
            .type = place.on_images()
                        ? fmt::format("rt::DropoutMap<{}, {}>", rate, place.map())
                        : fmt::format(
                              "rt::DropoutVector<{}, {}, {}>", rate, place.copies, place.size())};
  }

  [[nodiscard]] std::string c_value(Operation const& /*operation*/) const override { return "x"; }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Identity"}};
  }
};

} // namespace

LayerType const& dropout_type() {
  static DropoutType const type;
  return type;
}

LayerType const& Dropout::type() {
  return dropout_type();
}

} // namespace equivarify::codegen
