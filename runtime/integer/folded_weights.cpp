#include "equivarify/runtime/integer/folded_weights.hpp"

#include "equivarify/runtime/integer/integer_format.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace equivarify::runtime {

namespace {

/// Reads parameters by their names.
class Parameters {
public:
  explicit Parameters(std::span<ParameterView const> all) : all_(all) {}

  [[nodiscard]] bool has(std::string const& name) const { return find(name) != all_.end(); }

  [[nodiscard]] std::vector<float> values(std::string const& name) const {
    if (!has(name)) {
      throw std::logic_error("the network has no parameter " + name);
    }
    return to_file_order(*find(name));
  }

private:
  [[nodiscard]] std::span<ParameterView const>::iterator find(std::string const& name) const {
    return std::find_if(
        all_.begin(), all_.end(), [&](ParameterView const& view) { return view.name == name; });
  }

  std::span<ParameterView const> all_;
};

/// Makes the batch_norm after the layer \p form part of \p folded.
void fold_norm(LayerForm const& form, Parameters const& parameters, FoldedWeights& folded) {
  std::string const name(form.norm);
  std::vector<float> const factor = parameters.values(name + ".weight");
  std::vector<float> const shift = parameters.values(name + ".bias");
  std::vector<float> const mean = parameters.values(name + ".running_mean");
  std::vector<float> const variance = parameters.values(name + ".running_variance");
  std::size_t const terms = folded.weights.size() / form.outputs;
  for (std::size_t o = 0; o < form.outputs; ++o) {
    double const scale =
        static_cast<double>(factor.at(o)) /
        std::sqrt(static_cast<double>(variance.at(o)) + static_cast<double>(form.epsilon));
    for (std::size_t i = o * terms; i < (o + 1) * terms; ++i) {
      folded.weights[i] = static_cast<float>(static_cast<double>(folded.weights[i]) * scale);
    }
    double const centred = static_cast<double>(folded.bias[o]) - static_cast<double>(mean.at(o));
    folded.bias[o] = static_cast<float>(centred * scale + static_cast<double>(shift.at(o)));
  }
}

/// The nearest whole number, halves away from zero, not beyond \p most.
std::int64_t rounded(double value, double most) {
  return std::llround(std::clamp(value, -most, most));
}

} // namespace

FoldedWeights folded_weights(LayerForm const& form, std::span<ParameterView const> parameters) {
  Parameters const all(parameters);
  std::string const name(form.name);
  FoldedWeights folded{.weights = all.values(name + ".weight"),
                       .bias = all.has(name + ".bias") ? all.values(name + ".bias")
                                                       : std::vector<float>(form.outputs)};
  if (!form.norm.empty()) {
    fold_norm(form, all, folded);
  }
  return folded;
}

void round_weights(FoldedWeights const& floats,
                   std::span<int const> exponents,
                   double scale,
                   IntegerLayer& layer) {
  std::size_t const terms = floats.weights.size() / layer.form.outputs;
  layer.weights.resize(floats.weights.size());
  layer.bias.resize(layer.form.outputs);
  for (std::size_t o = 0; o < layer.form.outputs; ++o) {
    double const step = std::ldexp(1.0, exponents[o]);
    for (std::size_t i = o * terms; i < (o + 1) * terms; ++i) {
      layer.weights[i] = static_cast<std::int8_t>(
          rounded(static_cast<double>(floats.weights[i]) * step / scale, largest_signed));
    }
    layer.bias[o] = static_cast<std::int32_t>(
        rounded(static_cast<double>(floats.bias[o]) * step, largest_bias));
  }
}

std::vector<int> sum_exponents(IntegerLayer const& layer) {
  std::vector<int> exponents(layer.form.outputs, layer.exponent);
  for (std::size_t o = 0; o < layer.shifts.size(); ++o) {
    exponents[o] += layer.shifts[o];
  }
  return exponents;
}

} // namespace equivarify::runtime
