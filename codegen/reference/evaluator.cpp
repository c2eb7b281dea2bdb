#include "equivarify/codegen/reference/evaluator.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/reference/layer_evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

template <typename Real>
std::vector<Real> const& values_of(ReferenceWeights<Real> const& weights, std::string const& name) {
  auto const found = std::find_if(weights.begin(), weights.end(), [&name](auto const& parameter) {
    return parameter.name == name;
  });
  EQUIVARIFY_ASSERT(found != weights.end(), fmt::format("no weights called {}", name));
  return found->values;
}

/// Evaluates a network block by block.
template <typename Real>
class Evaluator {
public:
  Evaluator(Network const& network, ReferenceWeights<Real> const& weights)
      : network_{network}, weights_{weights} {}

  std::vector<LayerValue<Real>> run(std::vector<Real> const& x) {
    for (Block const& block : network_.blocks) {
      LiftedValue<Real> input;
      for (algebra::Element const h : network_.group.elements()) {
        input.push_back(block_input(block, h, x));
      }
      for (Layer const& layer : block.layers) {
        input = run_layer(layer, input);
        values_.push_back({block.name, layer.name, input});
      }
    }
    return std::move(values_);
  }

private:
  /// What the block F is applied to for the copy h.
  std::vector<Real>
  block_input(Block const& block, algebra::Element h, std::vector<Real> const& x) const {
    if (values_.empty()) {
      return act_on_input(network_, network_.group.inverse(h), x);
    }
    LiftedValue<Real> const& s = values_.back().copies;
    return block.equivarification == Equivarification::lift ? s[h.index()] : concatenation(s, h);
  }

  /// s(h g_0), s(h g_1), ... one after another.
  std::vector<Real> concatenation(LiftedValue<Real> const& s, algebra::Element h) const {
    std::vector<Real> result;
    for (algebra::Element const g : network_.group.elements()) {
      std::vector<Real> const& copy = s[network_.group.multiply(h, g).index()];
      result.insert(result.end(), copy.begin(), copy.end());
    }
    return result;
  }

  LiftedValue<Real> run_layer(Layer const& layer, LiftedValue<Real> const& input) const {
    static std::vector<Real> const none;
    bool const has_weights = layer.parameters() != 0;
    std::vector<Real> const& weight =
        has_weights ? values_of(weights_, layer.name + ".weight") : none;
    std::vector<Real> const& bias = has_weights ? values_of(weights_, layer.name + ".bias") : none;
    LiftedValue<Real> output;
    for (std::vector<Real> const& copy : input) {
      output.push_back(evaluate_layer(layer, weight, bias, copy));
    }
    return output;
  }

  Network const& network_;
  ReferenceWeights<Real> const& weights_;
  std::vector<LayerValue<Real>> values_;
};

} // namespace

template <typename Real>
std::vector<LayerValue<Real>> evaluate(Network const& network,
                                       ReferenceWeights<Real> const& weights,
                                       std::vector<Real> const& x) {
  return Evaluator<Real>{network, weights}.run(x);
}

template <typename Real>
std::vector<Real>
act_on_input(Network const& network, algebra::Element g, std::vector<Real> const& x) {
  std::vector<Real> result;
  result.reserve(x.size());
  for (std::uint32_t const source : network.input_permutations[g.index()]) {
    result.push_back(x[source]);
  }
  return result;
}

template <typename Real>
LiftedValue<Real>
act_on_lifted(algebra::Group const& group, algebra::Element g, LiftedValue<Real> const& s) {
  LiftedValue<Real> result;
  for (algebra::Element const h : group.elements()) {
    result.push_back(s[group.multiply(group.inverse(g), h).index()]);
  }
  return result;
}

template std::vector<LayerValue<float>>
evaluate(Network const&, ReferenceWeights<float> const&, std::vector<float> const&);
template std::vector<LayerValue<double>>
evaluate(Network const&, ReferenceWeights<double> const&, std::vector<double> const&);
template std::vector<float>
act_on_input(Network const&, algebra::Element, std::vector<float> const&);
template std::vector<double>
act_on_input(Network const&, algebra::Element, std::vector<double> const&);
template LiftedValue<float>
act_on_lifted(algebra::Group const&, algebra::Element, LiftedValue<float> const&);
template LiftedValue<double>
act_on_lifted(algebra::Group const&, algebra::Element, LiftedValue<double> const&);

} // namespace equivarify::codegen
