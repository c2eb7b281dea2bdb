#include "equivarify/codegen/refute/map_trial.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/measure/counterexample.hpp"
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

/// The value h y of an output y of \p network.
std::vector<double>
moved_classes(Network const& network, algebra::Element h, std::vector<double> const& y) {
  algebra::SignedPermutation const move = network.construction->class_move(h);
  std::vector<double> result;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double const value = y[move.gather[i]];
    result.push_back(move.negated[i] ? 0 - value : value);
  }
  return result;
}

/// The tensors of tied layers whose ties are not known, each with a number that all its entries may
/// be whatever the ties are and whichever signs change.
std::map<std::string, float> tensors_in_doubt(Network const& network,
                                              std::map<std::string, Ties> const& known) {
  std::map<std::string, float> tensors;
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      if (!is_tied(layer.operation)) {
        continue;
      }
      std::vector<ParameterForm> forms = parameter_forms(layer);
      std::vector<ParameterForm> const state = state_forms(layer);
      forms.insert(forms.end(), state.begin(), state.end());
      for (ParameterForm const& form : forms) { // what starts at 1 has no sign
        tensors[layer.name + "." + form.name] = form.start.value_or(0.0F);
      }
    }
  }
  for (auto const& [name, ties] : known) {
    tensors.erase(name);
  }
  return tensors;
}

/// How many inputs are tried where so many evaluations are affordable.
std::size_t inputs_tried(std::size_t affordable) {
  return std::min<std::size_t>(200, affordable);
}

/// Tries a network on random numbers.
class MapTrier {
public:
  MapTrier(Network const& network, std::uint64_t seed)
      : network_{network}, random_{seed}, ties_{tensor_ties(network)}, in_doubt_{tensors_in_doubt(
                                                                           network, ties_)} {
    for (algebra::Element const h : network.construction->subgroup.generators()) {
      has_signs_ = has_signs_ || network.input_motion(h).changes_signs() ||
                   network.construction->class_move(h).changes_signs();
    }
  }

  MapTrials run() {
    std::size_t const affordable = affordable_tries(network_.multiply_adds());
    MapTrials result;
    while (result.inputs < inputs_tried(affordable) && !result.counterexample) {
      Trial trial = random_trial(network_, network_.group.identity(), random_);
      enlarge(trial, result.inputs++);
      for (algebra::Element const h : network_.construction->subgroup.generators()) {
        trial.g = h;
        if (!result.counterexample && differs(trial)) {
          result.counterexample = tied(shrink_while(
              trial, affordable, [this](Trial const& smaller) { return differs(smaller); }));
        }
      }
    }
    return result;
  }

private:
  /// A function may be odd near 0, so that every other input has larger entries.
  static void enlarge(Trial& trial, std::size_t number) {
    float const scale = number % 2 == 0 ? 1.0F : 128.0F;
    std::for_each(trial.x.begin(), trial.x.end(), [scale](float& entry) { entry *= scale; });
  }

  [[nodiscard]] bool differs(Trial const& trial) const {
    return map_difference(network_, tied(trial)).has_value();
  }

  [[nodiscard]] Trial tied(Trial trial) const {
    tie_weights(ties_, trial.weights);
    for (ReferenceParameter<float>& tensor : trial.weights) {
      if (auto const found = in_doubt_.find(tensor.name); found != in_doubt_.end()) {
        float const all = has_signs_ ? found->second : tensor.values.front();
        std::fill(tensor.values.begin(), tensor.values.end(), all);
      }
    }
    return trial;
  }

  Network const& network_;
  std::mt19937_64 random_;
  std::map<std::string, Ties> ties_;
  std::map<std::string, float> in_doubt_;
  bool has_signs_ = false;
};

std::vector<std::string> input_in_words(Network const& network, Trial const& trial) {
  return {"refutes: F(h x) = h F(x)",
          fmt::format("h = {}", network.group.name_of(trial.g)),
          "x = " + sparse_text(trial.x, extents(network.input))};
}

/// As short as tells the two numbers apart: those of single precision where these differ.
std::string in_words(MapDifference const& found) {
  auto const first = static_cast<float>(found.turned_first);
  auto const last = static_cast<float>(found.turned_last);
  constexpr char const* words = "entry {}: {} in F(h x), {} in h F(x)";
  return first == last ? fmt::format(words, found.entry, found.turned_first, found.turned_last)
                       : fmt::format(words, found.entry, first, last);
}

std::vector<std::string> in_words(Network const& network, Trial const& trial) {
  std::vector<std::string> lines = input_in_words(network, trial);
  for (ReferenceParameter<float> const& tensor : trial.weights) {
    if (!tensor.is_state) {
      lines.push_back(
          fmt::format("{} = {}", tensor.name, sparse_text(tensor.values, tensor.shape)));
    }
  }
  lines.push_back(in_words(map_difference(network, trial).value()));
  return lines;
}

/// What the numbers of the tensor \p name of a layer are called.
std::string plural_of(std::string const& name) {
  return name == "bias"               ? "biases"
         : name == "running_mean"     ? "running means"
         : name == "running_variance" ? "running variances"
                                      : "weights";
}

/// Why the tensor called \p name is not tied as \p ties say; empty if it is.
std::string
loose_weight(std::string const& name, std::vector<float> const& values, Ties const& ties) {
  for (std::size_t i = 0; i < ties.size(); ++i) {
    float const expected = tied_value(values, ties[i]);
    if (values[i] != expected) {
      return fmt::format("its {} are not tied: number {} is {}, and the claim needs {}",
                         plural_of(name.substr(name.rfind('.') + 1)),
                         i,
                         values[i],
                         expected);
    }
  }
  return "";
}

/// \p check with the layers before the first whose \p weights are not tied, and that one.
void require_tied(Network const& network,
                  ReferenceWeights<float> const& weights,
                  ClaimCheck& check) {
  std::map<std::string, Ties> const ties = tensor_ties(network);
  for (std::size_t i = 0; i < check.layers.size(); ++i) {
    LayerClaim& layer = check.layers[i];
    for (ReferenceParameter<float> const& tensor : weights) {
      bool const is_its = tensor.name.substr(0, tensor.name.rfind('.')) == layer.layer;
      auto const found = ties.find(tensor.name);
      if (is_its && found != ties.end() && layer.holds()) {
        layer.reason = loose_weight(tensor.name, tensor.values, found->second);
      }
    }
    if (!layer.holds()) {
      check.layers.resize(i + 1);
      return;
    }
  }
}

/// An input of small whole numbers at which \p network with the weights of a trial does not
/// commute; the number of those that were tried.
MapTrials try_inputs(Network const& network,
                     ReferenceWeights<float> const& weights,
                     std::uint64_t seed,
                     algebra::Watch const& watch) {
  std::mt19937_64 random{seed};
  std::size_t const affordable = affordable_tries(network.multiply_adds());
  auto const differs = [&](Trial const& trial) {
    return map_difference(network, {trial.g, trial.x, weights}).has_value();
  };
  MapTrials result;
  while (result.inputs < inputs_tried(affordable) && !result.counterexample && watch.has_time()) {
    Trial trial = random_trial(network, network.group.identity(), random);
    trial.weights.clear(); // which are given, and so are not made smaller
    ++result.inputs;
    for (algebra::Element const h : network.construction->subgroup.generators()) {
      trial.g = h;
      if (!result.counterexample && differs(trial)) {
        result.counterexample = shrink_while(trial, affordable, differs);
        result.counterexample->weights = weights;
      }
    }
  }
  return result;
}

} // namespace

std::optional<MapDifference> map_difference(Network const& network, Trial const& trial) {
  auto const weights = in_double(trial.weights);
  std::vector<double> const x(trial.x.begin(), trial.x.end());
  auto const straight = moved_classes(network, trial.g, evaluate_plainly(network, weights, x));
  auto const turned = evaluate_plainly(network, weights, act_on_input(network, trial.g, x));
  double largest = 1;
  for (double const value : straight) {
    largest = std::max(largest, std::abs(value));
  }
  for (std::size_t i = 0; i < straight.size(); ++i) {
    if (std::abs(turned[i] - straight[i]) > 1e-9 * largest) {
      return MapDifference{.entry = i, .turned_first = turned[i], .turned_last = straight[i]};
    }
  }
  return std::nullopt;
}

MapTrials try_map(Network const& network, std::uint64_t seed) {
  return MapTrier{network, seed}.run();
}

ClaimCheck judge_claim(Network const& network, std::uint64_t seed) {
  ClaimCheck check = check_claim(network, seed);
  if (!check.holds()) {
    MapTrials const trials = try_map(network, seed);
    check.inputs_tried = trials.inputs;
    if (trials.counterexample) {
      check.counterexample = in_words(network, *trials.counterexample);
    }
    check.layers.back().verdict = check.verdict();
  }
  return check;
}

ClaimCheck judge_claim_with(Network const& network,
                            ReferenceWeights<float> const& weights,
                            std::uint64_t seed,
                            algebra::Watch const& watch) {
  ClaimCheck check = check_claim(network, seed, watch);
  require_tied(network, weights, check);
  check.has_given_weights = true;
  bool const breaks = !check.layers.empty() && !check.layers.back().holds();
  if (breaks) {
    watch.tell("the whole network on random inputs");
    MapTrials const trials = try_inputs(network, weights, seed, watch);
    check.inputs_tried = trials.inputs;
    std::size_t const wanted = inputs_tried(affordable_tries(network.multiply_adds()));
    if (!trials.counterexample && trials.inputs < wanted) {
      check.left_out = fmt::format(
          "the whole network on {} of {} random inputs", wanted - trials.inputs, wanted);
    }
    if (trials.counterexample) {
      check.counterexample = input_in_words(network, *trials.counterexample);
      check.counterexample.push_back(
          in_words(map_difference(network, *trials.counterexample).value()));
    }
    check.layers.back().verdict = check.verdict();
  }
  return check;
}

} // namespace equivarify::codegen
