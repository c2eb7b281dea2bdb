/// \file
/// Heads of networks that commute with a subgroup already: fewer copies, and what all copies give.
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "outputs/proved_claims.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

std::string any_subgroup() {
  return *rc::gen::element<std::string>("s", "r", "r s", "r^2 s");
}

/// slots_already() without "already": every element has a copy of its own.
Network with_all_copies() {
  json spec = slots_already();
  spec.erase("already");
  for (json& block : spec["network"]) {
    for (json& layer : block["layers"]) {
      layer.erase("tied");
      layer.erase("regular");
    }
  }
  return network_with(spec);
}

/// The largest distance between what comes out of \p fewer copies and of all, for one F.
double distance(Network const& fewer,
                ReferenceWeights<double> const& weights,
                std::vector<double> const& x) {
  Network const all = with_all_copies();
  auto const found = output_of(fewer, evaluate(fewer, weights, x));
  auto const right = output_of(all, evaluate(all, weights, x));
  EXPECT_EQ(found.size(), right.size());
  double largest = 0;
  for (std::size_t i = 0; i < right.size(); ++i) {
    largest = std::max(largest, std::abs(found[i] - right[i]));
  }
  return largest;
}

RC_GTEST_PROP(AlreadyOutputs, AreThoseOfOneCopyForEachElement, ()) {
  Network const network = network_with(slots_already({any_subgroup()}));
  RC_ASSERT(network.copies() < network.group.order());
  auto const seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
  auto weights = random_weights<double>(network, seed); // which are tied
  auto const x = random_input<double>(network, seed + 1);
  RC_ASSERT(distance(network, weights, x) < 1e-12);
  // One weight that breaks its tie gives another map.
  weights.front().values.front() += 1;
  RC_ASSERT(distance(network, weights, x) > 1e-9);
}

RC_GTEST_PROP(AlreadyOutputs, AreEquivariantToTheBit, ()) {
  Network const network = network_with(slots_already({any_subgroup()}));
  NetworkCheck const check =
      check_network(network, {.seed = *rc::gen::inRange<std::uint64_t>(1, 100), .inputs = 2});
  RC_ASSERT(check.differing_bits() == 0U);
  RC_ASSERT(check.layers.back().layer == "which");
  RC_ASSERT(check.layers.back().values_compared > 0U);
}

TEST(AlreadyOutputs, AreProvedOneByOneNextToTheLift) {
  Verification const verification =
      verify(network_with(slots_already()), {.tests = 2, .inputs = 2});
  EXPECT_TRUE(verification.holds());
  EXPECT_THAT(claims_of(verification),
              ::testing::ElementsAre("block-coinduction",
                                     "network",
                                     "part-alone",
                                     "output-alone",
                                     "part-forces",
                                     "output-forces",
                                     "part-plane",
                                     "output-plane",
                                     "part-which",
                                     "output-which",
                                     "terms-are-equal",
                                     "posed-is-plain",
                                     "is-lift",
                                     "projects"));
}

TEST(AlreadyOutputs, AreClaimedWithTheSignsOfTheHeads) {
  // s negates the forces: their weights in front of units that it exchanges are minus each other.
  ClaimCheck const tied = check_claim(network_with(slots_already()), 1);
  EXPECT_TRUE(tied.holds());
  json spec = slots_already();
  spec["network"][1]["layers"][0].erase("tied");
  ClaimCheck const free = check_claim(network_with(spec), 1);
  EXPECT_FALSE(free.holds());
  EXPECT_EQ(free.layers.back().layer, "dense");
  EXPECT_FALSE(free.layers.back().counterexample.empty());
  spec = slots_already();
  spec["network"][1]["layers"].push_back({{"type", "relu"}}); // no head of signs behind it
  ClaimCheck const cut = check_claim(network_with(spec), 1);
  EXPECT_EQ(cut.layers.back().reason, "signs change, and relu of -z is not minus relu of z");
}

} // namespace
} // namespace equivarify::codegen
