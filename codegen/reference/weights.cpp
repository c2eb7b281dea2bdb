#include "equivarify/codegen/reference/weights.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Numbers in [0, 1); written out because the standard leaves the bits of its distributions open.
class UnitNumbers {
public:
  explicit UnitNumbers(std::uint64_t seed) : engine_{seed} {}

  double next() { return static_cast<double>(engine_() >> 40U) * 0x1p-24; } // exact as a float too

  /// \p count numbers in [-bound, bound), floats so that every evaluator sees the same ones.
  std::vector<float> within(double bound, std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) {
      value = static_cast<float>(bound * (2.0 * next() - 1.0));
    }
    return values;
  }

private:
  std::mt19937_64 engine_;
};

/// The bound of the random values of \p parameter.
template <typename Real>
double bound(ReferenceParameter<Real> const& parameter) {
  if (parameter.shape.size() == 1) {
    return 0.125;
  }
  std::size_t const inputs = parameter.values.size() / parameter.shape.front();
  return std::sqrt(6.0 / static_cast<double>(inputs));
}

template <typename Real>
void tie(ReferenceWeights<Real>& weights,
         std::string const& name,
         std::vector<std::uint32_t> const& orbits) {
  for (ReferenceParameter<Real>& parameter : weights) {
    for (std::size_t i = 0; parameter.name == name && i < orbits.size(); ++i) {
      parameter.values[i] = parameter.values[orbits[i]];
    }
  }
}

/// Makes those weights equal that the spec ties together.
template <typename Real>
void tie(ReferenceWeights<Real>& weights, Network const& network) {
  for (LayerSymmetry const& symmetry : layer_symmetries(network)) {
    if (symmetry.reason.empty() && is_tied(symmetry.layer.operation)) {
      tie(weights, symmetry.layer.name + ".weight", weight_orbits(symmetry));
      tie(weights, symmetry.layer.name + ".bias", bias_orbits(symmetry));
    }
  }
}

} // namespace

template <typename Real>
std::vector<Real> const& values_of(ReferenceWeights<Real> const& weights, std::string const& name) {
  auto const found = std::find_if(weights.begin(), weights.end(), [&name](auto const& parameter) {
    return parameter.name == name;
  });
  EQUIVARIFY_ASSERT(found != weights.end(), fmt::format("no weights called {}", name));
  return found->values;
}

template <typename Real>
Tensors<Real> tensors_of(ReferenceWeights<Real> const& weights, Layer const& layer) {
  Tensors<Real> tensors;
  for (ParameterForm const& form : parameter_forms(layer)) {
    tensors.emplace_back(values_of(weights, layer.name + "." + form.name));
  }
  return tensors;
}

template <typename Real>
ReferenceWeights<Real> zero_weights(Network const& network) {
  ReferenceWeights<Real> weights;
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      for (ParameterForm& form : parameter_forms(layer)) {
        std::vector<Real> values(form.size());
        weights.push_back({layer.name + "." + form.name, std::move(form.shape), std::move(values)});
      }
    }
  }
  return weights;
}

template <typename Real>
ReferenceWeights<Real> random_weights(Network const& network, std::uint64_t seed) {
  ReferenceWeights<Real> weights = zero_weights<Real>(network);
  UnitNumbers numbers{seed};
  for (ReferenceParameter<Real>& parameter : weights) {
    std::vector<float> const values = numbers.within(bound(parameter), parameter.values.size());
    parameter.values.assign(values.begin(), values.end());
  }
  tie(weights, network);
  return weights;
}

template <typename Real>
std::vector<Real> random_input(Network const& network, std::uint64_t seed) {
  std::vector<Real> input(network.input.size());
  UnitNumbers numbers{seed};
  for (Real& value : input) {
    value = static_cast<Real>(numbers.next());
  }
  return input;
}

template std::vector<float> const& values_of(ReferenceWeights<float> const&, std::string const&);
template std::vector<double> const& values_of(ReferenceWeights<double> const&, std::string const&);
template Tensors<float> tensors_of(ReferenceWeights<float> const&, Layer const&);
template Tensors<double> tensors_of(ReferenceWeights<double> const&, Layer const&);
template ReferenceWeights<float> zero_weights(Network const&);
template ReferenceWeights<double> zero_weights(Network const&);
template ReferenceWeights<float> random_weights(Network const&, std::uint64_t);
template ReferenceWeights<double> random_weights(Network const&, std::uint64_t);
template std::vector<float> random_input(Network const&, std::uint64_t);
template std::vector<double> random_input(Network const&, std::uint64_t);

} // namespace equivarify::codegen
