#include "equivarify/codegen/reference/evaluator.hpp"

#include "equivarify/codegen/reference/construction_evaluator.hpp"
#include "equivarify/codegen/reference/head_evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Evaluates a network block by block.
template <typename Real>
class Evaluator {
public:
  Evaluator(Network const& network,
            ReferenceWeights<Real> const& weights,
            Arrangement const& arrangement)
      : network_{network}, weights_{weights}, arrangement_{arrangement} {}

  std::vector<LayerValue<Real>> run(std::vector<Real> const& x) {
    EQUIVARIFY_ASSERT(first_plain_block(network_) == nullptr, "a block that is not lifted");
    for (Block const& block : network_.blocks) {
      std::vector<LiftedValue<Real>> values(1);
      for (std::size_t copy = 0; copy < network_.copies(); ++copy) {
        values.front().push_back(block_input(block, copy, x));
      }
      for (Layer const& layer : block.layers) {
        values.push_back(run_layer(layer, values));
        values_.push_back({block.name, layer.name, values.back()});
      }
    }
    if (network_.construction && network_.construction->whole) {
      values_.push_back({"construction",
                         name_of(network_.construction->kind),
                         combined_copies(network_, x, values_.back().copies),
                         true});
    }
    add_outputs();
    return std::move(values_);
  }

private:
  void add_outputs() {
    LiftedValue<Real> const copies = values_.back().copies;
    for (std::size_t i = 0; i < network_.outputs.size(); ++i) {
      Output const& output = network_.outputs[i];
      values_.push_back({.block = "output",
                         .layer = output.name,
                         .copies = {evaluate_head(output, copies)},
                         .output = i});
    }
  }

  /// What the block F is applied to for the copy numbered \p copy.
  [[nodiscard]] std::vector<Real>
  block_input(Block const& block, std::size_t copy, std::vector<Real> const& x) const {
    if (values_.empty()) {
      std::uint32_t const turn = arrangement_.turned_by.empty() ? turn_to_pose(network_, copy, x)
                                                                : arrangement_.turned_by[copy];
      return act_on_input(network_, network_.group.element(turn), x);
    }
    LiftedValue<Real> const& s = values_.back().copies;
    return block.equivarification == Equivarification::lift ? s[copy] : concatenation(s, copy);
  }

  /// s(h g_0), s(h g_1), ... one after another.
  [[nodiscard]] std::vector<Real> concatenation(LiftedValue<Real> const& s, std::size_t h) const {
    std::vector<Real> result;
    for (std::uint32_t const copy : arrangement_.concatenated[h]) {
      result.insert(result.end(), s[copy].begin(), s[copy].end());
    }
    return result;
  }

  /// \p layer on each copy of the \p values of its block.
  [[nodiscard]] LiftedValue<Real> run_layer(Layer const& layer,
                                            std::vector<LiftedValue<Real>> const& values) const {
    Tensors<Real> const tensors = tensors_of(weights_, layer);
    LiftedValue<Real> output(values.front().size());
    for_each_index(output.size(), [&](std::size_t h) {
      Inputs<Real> xs;
      for (std::size_t const value : layer.reads) {
        xs.push_back(values[value][h]);
      }
      output[h] = evaluate_layer(layer, tensors, xs);
    });
    return output;
  }

  Network const& network_;
  ReferenceWeights<Real> const& weights_;
  Arrangement const& arrangement_;
  std::vector<LayerValue<Real>> values_;
};

} // namespace

template <typename Real>
std::vector<LayerValue<Real>> evaluate(Network const& network,
                                       ReferenceWeights<Real> const& weights,
                                       std::vector<Real> const& x) {
  return evaluate(network, weights, x, arrangement_of(network));
}

template <typename Real>
std::vector<LayerValue<Real>> evaluate(Network const& network,
                                       ReferenceWeights<Real> const& weights,
                                       std::vector<Real> const& x,
                                       Arrangement const& arrangement) {
  return Evaluator<Real>{network, weights, arrangement}.run(x);
}

template <typename Real>
std::vector<Real> output_of(Network const& network, std::vector<LayerValue<Real>> const& values) {
  std::size_t const parts = std::max<std::size_t>(network.outputs.size(), 1);
  std::vector<Real> result;
  for (std::size_t i = values.size() - parts; i < values.size(); ++i) {
    for (std::vector<Real> const& copy : values[i].copies) {
      result.insert(result.end(), copy.begin(), copy.end());
    }
  }
  return result;
}

template <typename Real>
std::vector<Real> evaluate_plainly(Network const& network,
                                   ReferenceWeights<Real> const& weights,
                                   std::vector<Real> x) {
  for (Block const& block : network.blocks) {
    std::vector<std::vector<Real>> values{std::move(x)};
    for (Layer const& layer : block.layers) {
      Inputs<Real> xs;
      for (std::size_t const value : layer.reads) {
        xs.push_back(values[value]);
      }
      values.push_back(evaluate_layer(layer, tensors_of(weights, layer), xs));
    }
    x = std::move(values.back());
  }
  return x;
}

template <typename Real>
std::vector<Real>
act_on_input(Network const& network, algebra::Element g, std::vector<Real> const& x) {
  std::vector<Real> result;
  result.reserve(x.size());
  for (std::uint32_t const source : network.input_permutations[g.index()]) {
    result.push_back(x[source]);
  }
  for (std::size_t i = 0; !network.input_negated.empty() && i < result.size(); ++i) {
    bool const negated = network.input_negated[g.index()][i];
    result[i] = negated ? Real{0} - result[i] : result[i]; // 0 has one sign
  }
  return result;
}

template <typename Real>
LiftedValue<Real>
act_on_lifted(Arrangement const& arrangement, algebra::Element g, LiftedValue<Real> const& s) {
  LiftedValue<Real> result;
  for (std::uint32_t const copy : arrangement.shifted_from[g.index()]) {
    result.push_back(s[copy]);
  }
  return result;
}

template <typename Real>
LiftedValue<Real>
act_on_product(algebra::Group const& group, algebra::Element g, LiftedValue<Real> const& s) {
  LiftedValue<Real> result;
  algebra::Element const back = group.inverse(g);
  for (algebra::Element const h : group.elements()) {
    result.push_back(s[group.multiply(back, h).index()]);
  }
  return result;
}

template <typename Real>
LiftedValue<Real> act_on_value(Network const& network,
                               Arrangement const& arrangement,
                               algebra::Element g,
                               LayerValue<Real> const& value) {
  if (value.output) {
    return {network.outputs[*value.output].head.act(g, value.copies.front())};
  }
  return value.combined ? act_on_product(network.group, g, value.copies)
                        : act_on_lifted(arrangement, g, value.copies);
}

template std::vector<LayerValue<float>>
evaluate(Network const&, ReferenceWeights<float> const&, std::vector<float> const&);
template std::vector<LayerValue<float>> evaluate(Network const&,
                                                 ReferenceWeights<float> const&,
                                                 std::vector<float> const&,
                                                 Arrangement const&);
template std::vector<float> output_of(Network const&, std::vector<LayerValue<float>> const&);
template std::vector<double> output_of(Network const&, std::vector<LayerValue<double>> const&);
template std::vector<float>
evaluate_plainly(Network const&, ReferenceWeights<float> const&, std::vector<float>);
template std::vector<double>
evaluate_plainly(Network const&, ReferenceWeights<double> const&, std::vector<double>);
template std::vector<float>
act_on_input(Network const&, algebra::Element, std::vector<float> const&);
template LiftedValue<float>
act_on_lifted(Arrangement const&, algebra::Element, LiftedValue<float> const&);
template LiftedValue<float>
act_on_product(algebra::Group const&, algebra::Element, LiftedValue<float> const&);
template LiftedValue<double>
act_on_product(algebra::Group const&, algebra::Element, LiftedValue<double> const&);
template LiftedValue<float>
act_on_value(Network const&, Arrangement const&, algebra::Element, LayerValue<float> const&);
template std::vector<LayerValue<double>>
evaluate(Network const&, ReferenceWeights<double> const&, std::vector<double> const&);
template std::vector<LayerValue<double>> evaluate(Network const&,
                                                  ReferenceWeights<double> const&,
                                                  std::vector<double> const&,
                                                  Arrangement const&);
template std::vector<double>
act_on_input(Network const&, algebra::Element, std::vector<double> const&);
template LiftedValue<double>
act_on_lifted(Arrangement const&, algebra::Element, LiftedValue<double> const&);
template LiftedValue<double>
act_on_value(Network const&, Arrangement const&, algebra::Element, LayerValue<double> const&);

} // namespace equivarify::codegen
