/// \file
/// What the reference evaluator computes of outputs, and that it turns with the input to the bit.
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/head_evaluator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "outputs/shipped_spec.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

template <typename Real>
std::vector<std::vector<Real>>
random_copies(std::size_t copies, std::size_t size, std::mt19937& random) {
  std::normal_distribution<double> numbers;
  std::vector<std::vector<Real>> result(copies, std::vector<Real>(size));
  for (auto& copy : result) {
    for (Real& entry : copy) {
      entry = static_cast<Real>(numbers(random));
    }
  }
  return result;
}

/// g s for copies s: (g s)(h) = s(g^-1 h).
template <typename Real>
std::vector<std::vector<Real>> moved(algebra::Group const& group,
                                     algebra::Element g,
                                     std::vector<std::vector<Real>> const& copies) {
  std::vector<std::vector<Real>> result;
  for (algebra::Element const h : group.elements()) {
    result.push_back(copies[group.multiply(group.inverse(g), h).index()]);
  }
  return result;
}

std::vector<json> specs_with_outputs() {
  return {slots(every_head(), 12),
          turned_planes(),
          shipped_spec("mirrored_torques"),
          shipped_spec("mask_c4")};
}

std::size_t entries_of_copy(Network const& network) {
  return network.blocks.back().layers.back().output.size();
}

TEST(EvaluateOutputs, TakesThePartOfEachOutput) {
  std::mt19937 random{7};
  for (json const& spec : specs_with_outputs()) {
    Network const network = network_with(spec);
    auto const copies =
        random_copies<double>(network.group.order(), entries_of_copy(network), random);
    for (Output const& output : network.outputs) {
      std::vector<std::vector<double>> parts;
      for (auto const& copy : copies) {
        auto const first = copy.begin() + static_cast<std::ptrdiff_t>(output.offset);
        parts.emplace_back(first, first + static_cast<std::ptrdiff_t>(output.shape.size()));
      }
      EXPECT_EQ(evaluate_head(output, copies), output.head(parts)) << output.name;
    }
  }
}

TEST(EvaluateOutputs, TurnsWithTheCopiesToTheBit) {
  std::mt19937 random{8};
  for (json const& spec : specs_with_outputs()) {
    Network const network = network_with(spec);
    auto const copies =
        random_copies<float>(network.group.order(), entries_of_copy(network), random);
    for (Output const& output : network.outputs) {
      for (algebra::Element const g : network.group.elements()) {
        EXPECT_EQ(evaluate_head(output, moved(network.group, g, copies)),
                  output.head.act(g, evaluate_head(output, copies)))
            << output.name;
      }
    }
  }
}

/// The same mean, but of all terms in the order of size: negating them reverses that order.
float mean_in_one_order(std::vector<float> terms) {
  std::sort(terms.begin(), terms.end());
  float sum = 0;
  for (float const term : terms) {
    sum += term;
  }
  return sum / static_cast<float>(terms.size());
}

TEST(EvaluateOutputs, NeedsPositiveAndNegativeTermsApart) {
  std::mt19937 random{9};
  json const sign{{"head", "vector"}, {"units", 1}, {"action", {{"r", "negate"}}}};
  json spec = slots({{"v", sign}}, 1);
  spec["group"] = {{"cyclic", 8}};
  spec["input"]["action"] = {{"r", "negate"}};
  Network const network = network_with(spec);
  int odd = 0;
  for (int i = 0; i < 200; ++i) {
    auto const copies = random_copies<float>(8, 1, random);
    auto const turned = moved(network.group, network.group.element_named("r"), copies);
    Output const& output = network.outputs.front();
    ASSERT_EQ(evaluate_head(output, turned)[0], -evaluate_head(output, copies)[0]);
    std::vector<float> terms;
    std::vector<float> negated;
    for (std::size_t h = 0; h < 8; ++h) {
      terms.push_back(h % 2 == 0 ? copies[h][0] : -copies[h][0]);
      negated.push_back(-terms.back());
    }
    odd += mean_in_one_order(terms) == -mean_in_one_order(negated) ? 1 : 0;
  }
  EXPECT_LT(odd, 200); // a wrong rule is seen
}

TEST(EvaluateOutputs, TurnWithTheInputToTheBit) {
  for (json const& spec : specs_with_outputs()) {
    Network const network = network_with(spec);
    NetworkCheck const check = check_network(network, {.seed = 3, .inputs = 4});
    EXPECT_EQ(check.differing_bits(), 0U) << network.name;
    for (std::size_t i = 0; i < network.outputs.size(); ++i) {
      LayerCheck const& layer = check.layers[check.layers.size() - network.outputs.size() + i];
      EXPECT_EQ(layer.layer, network.outputs[i].name);
      EXPECT_EQ(layer.values_compared,
                4 * (network.group.order() - 1) * network.outputs[i].head.size());
    }
  }
}

/// Another head on the same copies is seen: the check compares with the action of the spec's.
TEST(EvaluateOutputs, AWrongActionIsSeen) {
  json spec = shipped_spec("mirrored_torques");
  Network network = network_with(spec);
  spec["output"]["torques"]["action"]["r"] = {{"permute_channels", "(0 2)(1 3)"}};
  algebra::Head const other = network_with(spec).outputs[1].head;
  auto const weights = random_weights<float>(network, 1);
  auto const x = random_input<float>(network, 2);
  algebra::Element const r = network.group.element_named("r");
  auto const turned = evaluate(network, weights, act_on_input(network, r, x)).back();
  auto const straight = evaluate(network, weights, x).back();
  EXPECT_EQ(turned.copies[0], network.outputs[1].head.act(r, straight.copies[0]));
  network.outputs[1].head = other;
  EXPECT_NE(turned.copies[0], network.outputs[1].head.act(r, straight.copies[0]));
}

TEST(EvaluateOutputs, OneRowHasAllOutputsByName) {
  Network const network = network_with(slots(every_head(), 12));
  auto const values =
      evaluate(network, random_weights<float>(network, 1), random_input<float>(network, 2));
  std::vector<float> const row = output_of(network, values);
  ASSERT_EQ(row.size(), 1U + 3 + 3 + 6 + 3);
  EXPECT_EQ(row[0], values[values.size() - 5].copies[0][0]);
  EXPECT_EQ(row[15], values.back().copies[0][2]);
}

TEST(EvaluateOutputs, ShrinkingKnowsWhichOutputItLooksAt) {
  Network const network = network_with(slots(every_head(), 12));
  EXPECT_EQ(up_to_layer(network, 4).outputs.size(), 5U);
  EXPECT_EQ(up_to_layer(network, 3).outputs.size(), 0U);
}

} // namespace
} // namespace equivarify::codegen
