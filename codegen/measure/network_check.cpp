#include "equivarify/codegen/measure/network_check.hpp"

#include "equivarify/codegen/measure/counterexample.hpp"
#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/spec/cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The elements that are tried: all, or the generators and some that follow from \p seed.
std::vector<algebra::Element> chosen_elements(Network const& network, std::uint64_t seed) {
  std::vector<algebra::Element> all = network.group.elements();
  std::size_t const wanted = elements_tried(network);
  if (wanted == all.size()) {
    return all;
  }
  std::vector<algebra::Element> chosen{network.group.identity()};
  for (algebra::Generator const& generator : network.group.generators()) {
    chosen.push_back(generator.element);
  }
  std::shuffle(all.begin(), all.end(), std::mt19937_64{seed});
  for (std::size_t i = 0; chosen.size() < wanted; ++i) {
    if (std::find(chosen.begin(), chosen.end(), all[i]) == chosen.end()) {
      chosen.push_back(all[i]);
    }
  }
  return chosen;
}

/// Tries a network on inputs, one after another.
class NetworkChecker {
public:
  NetworkChecker(Network const& network, NetworkCheckOptions const& options)
      : network_{network}, elements_{chosen_elements(network, options.seed)},
        arrangement_{network.construction ? arrangement_of(network)
                                          : arrangement_of(options.convention, network.group)},
        result_{untried(network)} {}

  void try_seed(std::uint64_t seed) {
    auto const weights = random_weights<float>(network_, 2 * seed);
    auto const x = random_input<float>(network_, 2 * seed + 1);
    auto const straight = evaluate(network_, weights, x, arrangement_);
    for (algebra::Element const g : elements_) {
      if (g != network_.group.identity()) {
        compare(straight, {.g = g, .x = x, .weights = weights});
      }
    }
    ++result_.inputs;
  }

  NetworkCheck take() { return std::move(result_); }

private:
  void compare(std::vector<LayerValue<float>> const& straight, Trial const& trial) {
    auto const turned =
        evaluate(network_, trial.weights, act_on_input(network_, trial.g, trial.x), arrangement_);
    for (std::size_t layer = 0; layer < straight.size(); ++layer) {
      LayerCheck& check = result_.layers[layer];
      auto const expected = act_on_value(network_, arrangement_, trial.g, straight[layer]);
      for (std::size_t h = 0; h < expected.size(); ++h) {
        check.values_compared += expected[h].size();
        check.differing_bits += bits_between(turned[layer].copies[h], expected[h]);
      }
      if (check.differing_bits != 0 && !result_.counterexample) {
        result_.counterexample = {
            describe(network_, arrangement_, shrink(network_, arrangement_, trial, layer), layer)};
      }
    }
  }

  static std::size_t bits_between(std::vector<float> const& a, std::vector<float> const& b) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      bits += codegen::differing_bits(a[i], b[i]);
    }
    return bits;
  }

  Network const& network_;
  std::vector<algebra::Element> elements_;
  Arrangement arrangement_;
  NetworkCheck result_;
};

} // namespace

std::size_t number_of_inputs(Network const& network, std::size_t inputs) {
  constexpr std::size_t few_seconds = 6'000'000'000; // multiply-adds on one core
  std::size_t const cost = elements_tried(network) * reference_work(network);
  return inputs != 0 ? inputs : std::clamp<std::size_t>(few_seconds / cost, 1, 8);
}

std::size_t NetworkCheck::differing_bits() const {
  std::size_t sum = 0;
  for (LayerCheck const& layer : layers) {
    sum += layer.differing_bits;
  }
  return sum;
}

NetworkCheck untried(Network const& network) {
  NetworkCheck check{
      .elements = elements_tried(network), .order = network.group.order(), .layers = {}};
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      check.layers.push_back({.block = block.name, .layer = layer.name});
    }
  }
  if (network.construction) {
    check.layers.push_back({.block = "construction", .layer = name_of(network.construction->kind)});
  }
  for (Output const& output : network.outputs) {
    check.layers.push_back({.block = "output", .layer = output.name});
  }
  return check;
}

NetworkCheck check_network(Network const& network, NetworkCheckOptions const& options) {
  NetworkChecker checker{network, options};
  std::size_t const inputs = number_of_inputs(network, options.inputs);
  for (std::size_t i = 0; i < inputs && options.watch.has_time(); ++i) {
    options.watch.tell(fmt::format("network: random input {} of {}", i + 1, inputs));
    checker.try_seed(options.seed * 1000 + i);
  }
  return checker.take();
}

} // namespace equivarify::codegen
