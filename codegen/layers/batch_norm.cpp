#include "equivarify/codegen/layers/batch_norm.hpp"

#include "equivarify/codegen/layers/normalisation.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/ranges.h>

#include <cmath>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

class BatchNormType final : public NormalisationType<BatchNormType, BatchNorm> {
public:
  BatchNormType()
      : NormalisationType{
            "batch_norm",
            "weight (x - mean) / sqrt(variance + epsilon) + bias, of each channel.",
            {epsilon_field<BatchNorm>(),
             field("momentum",
                   &BatchNorm::momentum,
                   "The share of each batch in the running mean and variance.")
                 .with_default(0.1)
                 .within(0.0, 1.0),
             tied_field<BatchNorm>(
                 "Channels that the subgroup of \"already\" moves to each other share "
                 "weight, bias, mean and variance; bias and mean with the sign that "
                 "changes.")}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::affine_in_channels;
  }

  [[nodiscard]] std::vector<ParameterForm> state(Layer const& layer) const override {
    std::size_t const channels = layer.output.channels;
    return {{"running_mean", {channels}, 0.0F}, {"running_variance", {channels}, 1.0F}};
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    return layer.output.size();
  }

  /// One affine map for each channel, as generated code has it.
  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(BatchNorm const& norm,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    std::size_t const plane = layer.output.rows * layer.output.columns;
    std::vector<Real> y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      std::size_t const c = i / plane;
      Real const scale = tensors[0][c] / std::sqrt(tensors[3][c] + as_float<Real>(norm.epsilon));
      y[i] = scale * x[i] + (tensors[1][c] - scale * tensors[2][c]);
    }
    return y;
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    return {.name = "batch normalisation",
            .header = "norm/batch_norm",
            .type = fmt::format("{}, {}, {}>",
                                type_for("BatchNorm", place),
                                settings_of(of(operation)),
                                place.relu ? "rt::Activation::relu" : "rt::Activation::none")};
  }

  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& operation) const override {
    return {{.type = "BatchNormalization",
             .attributes = {{"epsilon", as_float<float>(of(operation).epsilon)}}}};
  }
};

} // namespace

LayerType const& batch_norm_type() {
  static BatchNormType const type;
  return type;
}

LayerType const& BatchNorm::type() {
  return batch_norm_type();
}

std::string settings_of(BatchNorm const& norm) {
  std::vector<std::string> members;
  auto const add = [&](char const* name, double value, double standard) {
    if (value != standard) {
      members.push_back(fmt::format(".{} = {}", name, number_argument(value)));
    }
  };
  add("epsilon", norm.epsilon, BatchNorm{}.epsilon);
  add("momentum", norm.momentum, BatchNorm{}.momentum);
  return fmt::format("rt::NormSettings{{{}}}", fmt::join(members, ", "));
}

} // namespace equivarify::codegen
