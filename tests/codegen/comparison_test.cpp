/// \file
/// Whether the comparison of generated code with the reference sees code that is wrong.
#include "equivarify/codegen/generate/comparison.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/generate/single_header.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

namespace equivarify::codegen {
namespace {

/// The comparison of \p network's header in which \p right, which it must contain, reads \p wrong.
Comparison
compare_changed(Network const& network, std::string const& right, std::string const& wrong) {
  Plan const plan = lower(network);
  std::string header = emit_single_header(plan, {});
  std::size_t const place = header.find(right);
  EXPECT_NE(place, std::string::npos) << right;
  header.replace(place, right.size(), wrong);
  return compare_with_reference(plan, header);
}

/// Two dense layers, the function \p first after the first of them, \p second after the other.
Network small_network(std::string const& first, std::string const& second) {
  std::string const text = fmt::format(R"({{"name": "small", "group": {{"cyclic": 2}},
    "input": {{"shape": [1, 2, 2], "action": {{"r": "half_turn"}}}},
    "network": [{{"name": "a", "equivarify": "lift", "layers": [{{"type": "flatten"}},
      {{"name": "d", "type": "dense", "units": 2}}, {{"type": "{}"}}, {{"name": "e", "type": "dense", "units": 2}},
      {{"type": "{}"}}]}}],
    "labels": {{"classes": ["a", "b"]}}}})",
                                       first,
                                       second);
  return parse_network(text, "small.json");
}

TEST(Comparison, SeesALostSign) {
  Network const mirror = load_network(std::string{ZOO_FOLDER} + "/zoo_mirror.json");
  // Without the sign of one of two joints that change places r is no mirror: r r is not e.
  Comparison const joint =
      compare_changed(mirror, "{0, 0, 1, 0, 1, 1, 0}", "{0, 0, 1, 0, 1, 0, 0}");
  EXPECT_FALSE(joint.holds());
  EXPECT_GT(joint.differing_bits, 0U);
  // Without that of the joint in the middle there is another action, which only the reference
  // tells.
  Comparison const middle =
      compare_changed(mirror, "{0, 0, 1, 0, 1, 1, 0}", "{0, 0, 0, 0, 1, 1, 0}");
  EXPECT_FALSE(middle.holds());
  EXPECT_EQ(middle.differing_bits, 0U);
}

TEST(Comparison, TakesWhatIsNotANumberForADifference) {
  Comparison const lost = compare_changed(
      small_network("softsign", "tanh"), "x / (1.0F + std::fabs(x))", "x / (x - x)");
  EXPECT_FALSE(lost.holds());
  EXPECT_EQ(lost.not_numbers, 0U);
  EXPECT_EQ(lost.largest_difference, std::numeric_limits<double>::infinity());
}

TEST(Comparison, CountsWhatIsNotANumberByBoth) {
  Plan const plan = lower(small_network("exp", "sqrt"));
  std::string const header = emit_single_header(plan, {});
  auto weights = random_weights<float>(plan.network, 1);
  for (auto& parameter : weights) {
    std::fill(parameter.values.begin(), parameter.values.end(), -1.0F);
  }
  Comparison const none = compare_with_reference(plan, header, weights);
  EXPECT_EQ(none.not_numbers, none.values);
  for (auto& parameter : weights) {
    std::fill(parameter.values.begin(), parameter.values.end(), 0.5F);
  }
  Comparison const all = compare_with_reference(plan, header, weights);
  EXPECT_EQ(all.not_numbers, 0U);
  EXPECT_TRUE(all.holds());
}

} // namespace
} // namespace equivarify::codegen
