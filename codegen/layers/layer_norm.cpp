#include "equivarify/codegen/layers/layer_norm.hpp"

#include "equivarify/codegen/layers/normalisation.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Sets \p y to the normalised numbers \p x, of which the entries \p first + i * \p step, \p count
/// of them, share a mean and a variance.
template <typename Real>
class Together {
public:
  Together(std::vector<Real> const& x, std::size_t first, std::size_t step, std::size_t count)
      : x_{x}, first_{first}, step_{step}, count_{count} {}

  void normalise(Real epsilon, std::vector<Real>& y) const {
    Real const mean = mean_of([](Real value) { return value; });
    Real const variance = mean_of([mean](Real value) { return (value - mean) * (value - mean); });
    Real const deviation = std::sqrt(variance + epsilon);
    for (std::size_t i = 0; i < count_; ++i) {
      std::size_t const at = first_ + i * step_;
      y[at] = (x_[at] - mean) / deviation;
    }
  }

private:
  template <typename F>
  Real mean_of(F const& f) const {
    Real sum = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      sum += f(x_[first_ + i * step_]);
    }
    return sum / static_cast<Real>(count_);
  }

  std::vector<Real> const& x_;
  std::size_t first_;
  std::size_t step_;
  std::size_t count_;
};

class LayerNormType final : public NormalisationType<LayerNormType, LayerNorm> {
public:
  LayerNormType()
      : NormalisationType{
            "layer_norm",
            "weight (x - mean) / sqrt(variance + epsilon) + bias, for each input by itself.",
            {epsilon_field<LayerNorm>(),
             field("each_place",
                   &LayerNorm::each_place,
                   "Whether mean and variance are those of the channels at each place; otherwise "
                   "they are those of all entries.")
                 .with_default(false),
             tied_field<LayerNorm>(
                 "Channels that the subgroup of \"already\" moves to each other share weight and "
                 "bias, the bias with the sign that changes.")}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::normalised;
  }

  [[nodiscard]] std::size_t multiply_adds(Layer const& layer) const override {
    return 2 * layer.output.size(); // for the variance and for the factor
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(LayerNorm const& norm,
                                          Layer const& layer,
                                          Tensors<Real> const& tensors,
                                          std::vector<Real> const& x) const {
    std::size_t const channels = layer.output.channels;
    std::size_t const plane = layer.output.size() / channels;
    std::vector<Real> y(x.size());
    for (std::size_t p = 0; p < (norm.each_place ? plane : 1); ++p) {
      Together<Real>{x, p, norm.each_place ? plane : 1, norm.each_place ? channels : x.size()}
          .normalise(as_float<Real>(norm.epsilon), y);
    }
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] = tensors[0][i / plane] * y[i] + tensors[1][i / plane];
    }
    return y;
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    return of(operation).each_place ? "each place" : "";
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    LayerNorm const& norm = of(operation);
    bool const by_place = norm.each_place && place.on_images();
    return {.name = "layer normalisation",
            .header = "norm/layer_norm",
            .type = fmt::format("{}, {}{}>",
                                type_for("LayerNorm", place),
                                number_argument(norm.epsilon),
                                by_place ? ", rt::NormOver::place" : "")};
  }

  /// Several operators, see onnx/onnx_layer_norm.hpp.
  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {};
  }
};

} // namespace

LayerType const& layer_norm_type() {
  static LayerNormType const type;
  return type;
}

LayerType const& LayerNorm::type() {
  return layer_norm_type();
}

} // namespace equivarify::codegen
