#include "equivarify/codegen/reference/weights.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/reference/bf16.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
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

/// How far from its start the random values of a tensor are.
double bound(ParameterForm const& form) {
  if (form.shape.size() == 1) {
    return 0.125;
  }
  std::size_t const inputs = form.size() / form.shape.front();
  return std::sqrt(6.0 / static_cast<double>(inputs));
}

template <typename Real>
void tie(ReferenceWeights<Real>& weights, std::string const& name, Ties const& ties) {
  for (ReferenceParameter<Real>& parameter : weights) {
    for (std::size_t i = 0; parameter.name == name && i < ties.size(); ++i) {
      parameter.values[i] = tied_value(parameter.values, ties[i]);
    }
  }
}

/// A tensor of a layer with its place in weight files.
struct LayerTensor {
  std::string name;
  ParameterForm form;
  bool is_state;
};

std::vector<LayerTensor> tensors_of(Layer const& layer) {
  std::vector<LayerTensor> tensors;
  auto const add = [&](std::vector<ParameterForm> forms, bool is_state) {
    for (ParameterForm& form : forms) {
      std::string name = layer.name + "." + form.name;
      tensors.push_back({std::move(name), std::move(form), is_state});
    }
  };
  add(parameter_forms(layer), false);
  add(state_forms(layer), true);
  return tensors;
}

std::vector<LayerTensor> tensors_of(Network const& network) {
  std::vector<LayerTensor> tensors;
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      std::vector<LayerTensor> own = tensors_of(layer);
      std::move(own.begin(), own.end(), std::back_inserter(tensors));
    }
  }
  return tensors;
}

/// What \p tie makes of a weight in words.
std::string tie_text(std::uint32_t tie, std::size_t size) {
  return tie < size       ? fmt::format("that at place {}", tie)
         : tie < 2 * size ? fmt::format("minus that at place {}", tie - size)
                          : "0";
}

} // namespace

template <typename Real>
void round_weights(Network const& network, ReferenceWeights<Real>& weights) {
  if (network.arithmetic != Arithmetic::bf16) {
    return;
  }
  for (ReferenceParameter<Real>& parameter : weights) {
    if (parameter.shape.size() > 1) {
      std::transform(parameter.values.begin(),
                     parameter.values.end(),
                     parameter.values.begin(),
                     [](Real value) { return nearest_bf16(static_cast<float>(value)); });
    }
  }
}

template <typename Real>
void tie_weights(std::map<std::string, Ties> const& ties, ReferenceWeights<Real>& weights) {
  for (auto const& [name, own] : ties) {
    tie(weights, name, own);
  }
}

std::string untied_weight(Network const& network, ReferenceWeights<float> const& weights) {
  std::map<std::string, Ties> const all = tensor_ties(network);
  for (ReferenceParameter<float> const& parameter : weights) {
    auto const ties = all.find(parameter.name);
    std::vector<float> const& values = parameter.values;
    for (std::size_t i = 0; ties != all.end() && i < ties->second.size(); ++i) {
      std::uint32_t const tie = ties->second[i];
      if (values[i] != tied_value(values, tie)) {
        return fmt::format("the tensor {} holds {} at place {}, where the spec ties it to {}",
                           parameter.name,
                           values[i],
                           i,
                           tie_text(tie, values.size()));
      }
    }
  }
  return "";
}

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
  for (LayerTensor const& tensor : tensors_of(layer)) {
    tensors.emplace_back(values_of(weights, tensor.name));
  }
  return tensors;
}

template <typename Real>
ReferenceWeights<Real> zero_weights(Network const& network) {
  ReferenceWeights<Real> weights;
  for (LayerTensor& tensor : tensors_of(network)) {
    float const start = tensor.is_state ? tensor.form.start.value() : 0.0F;
    std::vector<Real> values(tensor.form.size());
    std::fill(values.begin(), values.end(), start);
    weights.push_back(
        {std::move(tensor.name), std::move(tensor.form.shape), std::move(values), tensor.is_state});
  }
  return weights;
}

template <typename Real>
ReferenceWeights<Real> random_weights(Network const& network, std::uint64_t seed) {
  ReferenceWeights<Real> weights;
  UnitNumbers numbers{seed};
  for (LayerTensor& tensor : tensors_of(network)) {
    std::vector<float> values = numbers.within(bound(tensor.form), tensor.form.size());
    float const start = tensor.form.start.value_or(0.0F);
    std::for_each(values.begin(), values.end(), [start](float& value) { value += start; });
    weights.push_back({std::move(tensor.name),
                       std::move(tensor.form.shape),
                       {values.begin(), values.end()},
                       tensor.is_state});
  }
  tie_weights(tensor_ties(network), weights);
  round_weights(network, weights);
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

ReferenceWeights<double> in_double(ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> exact;
  for (auto const& parameter : weights) {
    exact.push_back({parameter.name,
                     parameter.shape,
                     {parameter.values.begin(), parameter.values.end()},
                     parameter.is_state});
  }
  return exact;
}

template std::vector<float> const& values_of(ReferenceWeights<float> const&, std::string const&);
template std::vector<double> const& values_of(ReferenceWeights<double> const&, std::string const&);
template Tensors<float> tensors_of(ReferenceWeights<float> const&, Layer const&);
template Tensors<double> tensors_of(ReferenceWeights<double> const&, Layer const&);
template ReferenceWeights<float> zero_weights(Network const&);
template ReferenceWeights<double> zero_weights(Network const&);
template ReferenceWeights<float> random_weights(Network const&, std::uint64_t);
template ReferenceWeights<double> random_weights(Network const&, std::uint64_t);
template void tie_weights(std::map<std::string, Ties> const&, ReferenceWeights<float>&);
template void tie_weights(std::map<std::string, Ties> const&, ReferenceWeights<double>&);
template void round_weights(Network const&, ReferenceWeights<float>&);
template void round_weights(Network const&, ReferenceWeights<double>&);
template std::vector<float> random_input(Network const&, std::uint64_t);
template std::vector<double> random_input(Network const&, std::uint64_t);

} // namespace equivarify::codegen
