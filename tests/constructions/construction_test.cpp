/// \file
/// The constructions beside the G-product, by the reference evaluator: equivariant to the bit, and
/// no longer so with any convention turned round.
#include "equivarify/codegen/spec/construction.hpp"

#include "equivarify/codegen/reference/construction_evaluator.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/resolve_construction.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using Image = std::vector<float>;

struct Setting {
  char const* group;
  char const* action;
  std::size_t order;
  char const* subgroup; ///< under which the tied network is equivariant
};

constexpr std::array<Setting, 6> settings{{
    {R"({"dihedral": 4})", R"({"r": "quarter_turn", "s": "flip_columns"})", 8, "s"},
    {R"({"dihedral": 4})", R"({"r": "quarter_turn", "s": "transpose"})", 8, "r s"},
    {R"({"cyclic": 4})", R"({"r": "quarter_turn"})", 4, "r^2"},
    {R"({"cyclic": 8})", R"({"r": "quarter_turn"})", 8, "r^4"},
    {R"({"product": [{"cyclic": 2}, {"cyclic": 2}]})",
     R"({"r1": "flip_rows", "r2": "flip_columns"})",
     4,
     "r2"},
    // S3 through its sign: two elements of three act alike.
    {R"({"symmetric": 3})", R"({"a": "flip_rows", "b": "identity"})", 6, "b"},
}};

std::string layers(std::size_t outputs, bool tied) {
  std::string const tie = tied ? R"(, "tied": true)" : "";
  return fmt::format(
      R"([{{"name": "f", "equivarify": "lift", "layers": [
        {{"name": "conv", "type": "conv2d", "filters": 3, "kernel": 3{0}}}, {{"type": "relu"}}, {{"type": "max_pool2d", "size": 2}},
        {{"type": "flatten"}}, {{"name": "dense", "type": "dense", "units": {1}{0}}}]}}])",
      tie,
      outputs);
}

Network constructed(Setting const& setting, std::string const& kind) {
  bool const sheets = kind == "reynolds" || kind == "canonical";
  std::string const construction = fmt::format(R"(, "construction": "{}")", kind);
  std::string const already =
      fmt::format(R"(, "already": {{"subgroup": ["{}"]}})", setting.subgroup);
  return SpecText{.group = setting.group,
                  .shape = "[2, 4, 4]",
                  .action = setting.action,
                  .network = layers(3 * (sheets ? setting.order : 1), kind == "coinduction"),
                  .more = kind == "coinduction" ? already : construction}
      .network_of();
}

/// \p x made a fixed point of \p g.
Image fixed_by(Network const& network, algebra::Element g, Image x) {
  for (std::uint32_t i = 0; i < network.group.element_order(g); ++i) {
    Image const moved = act_on_input(network, g, x);
    std::transform(x.begin(), x.end(), moved.begin(), x.begin(), [](float a, float b) {
      return std::max(a, b);
    });
  }
  return x;
}

/// Whether y(g x) and g y(x) agree to the bit for every g, at every layer, at an input and at one
/// that an element fixes.
bool is_equivariant(Network const& network, std::uint64_t seed) {
  Arrangement const arrangement = arrangement_of(network);
  auto const weights = random_weights<float>(network, seed);
  auto const x = random_input<float>(network, seed + 1);
  auto const fixing =
      network.group.element(static_cast<std::uint32_t>(1 + seed % (network.group.order() - 1)));
  for (Image const& input : {x, fixed_by(network, fixing, x)}) {
    auto const straight = evaluate(network, weights, input);
    for (algebra::Element const g : network.group.elements()) {
      auto const turned = evaluate(network, weights, act_on_input(network, g, input));
      for (std::size_t layer = 0; layer < straight.size(); ++layer) {
        if (turned[layer].copies != act_on_value(network, arrangement, g, straight[layer])) {
          return false;
        }
      }
    }
  }
  return true;
}

std::vector<std::string> const kinds{"kernel_quotient", "reynolds", "canonical", "coinduction"};

RC_GTEST_PROP(Constructions, AreEquivariantToTheBit, ()) {
  Setting const& setting = settings[*rc::gen::inRange<std::size_t>(0, std::size(settings))];
  std::string const kind = *rc::gen::elementOf(kinds);
  RC_ASSERT(is_equivariant(constructed(setting, kind), *rc::gen::inRange<std::uint64_t>(0, 1000)));
}

TEST(Constructions, NeedTheCopiesOfTheirCosets) {
  EXPECT_EQ(constructed(settings[0], "kernel_quotient").copies(), 8U); // a faithful action
  EXPECT_EQ(constructed(settings[3], "kernel_quotient").copies(), 4U);
  EXPECT_EQ(constructed(settings[5], "kernel_quotient").copies(), 2U);
  EXPECT_EQ(constructed(settings[0], "coinduction").copies(), 4U);
  EXPECT_EQ(constructed(settings[0], "reynolds").copies(), 8U);
  EXPECT_EQ(constructed(settings[0], "canonical").copies(), 1U);
}

TEST(Constructions, OfAQuotientAgreeWithTheGProductOnItsInputs) {
  Network const quotient = constructed(settings[3], "kernel_quotient");
  Network whole = quotient;
  whole.construction.reset();
  auto const weights = random_weights<float>(whole, 3);
  auto const x = random_input<float>(whole, 4);
  EXPECT_EQ(evaluate(quotient, weights, x).back().copies,
            evaluate(whole, weights, x).back().copies);
}

TEST(Constructions, OfACoinductionAgreeWithTheGProductToRounding) {
  Network const few = constructed(settings[0], "coinduction");
  Network all = few;
  all.construction.reset();
  auto const weights = random_weights<double>(few, 3);
  auto const x = random_input<double>(few, 4);
  auto const expected = evaluate(all, weights, x).back().copies;
  auto const found = evaluate(few, weights, x).back().copies;
  for (std::size_t g = 0; g < 8; ++g) {
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(found[g][c], expected[g][c], 1e-12);
    }
  }
}

TEST(CanonicalPoses, AreACosetOfTheStabilizer) {
  Network const network = constructed(settings[0], "canonical");
  auto const x = random_input<float>(network, 1);
  EXPECT_EQ(least_poses(network, 0, x).size(), 1U);
  algebra::Element const s = network.group.element_named("s");
  EXPECT_EQ(least_poses(network, 0, fixed_by(network, s, x)).size(), 2U);
  EXPECT_EQ(least_poses(network, 0, Image(32, 1.0F)).size(), 8U);
}

/// A wrong version of a construction, and what it gets wrong.
struct WrongVersion {
  char const* name;
  char const* kind;
  std::size_t setting;
  void (*spoil)(Network& network);
};

void drop_the_inverse(Construction& construction, algebra::Group const& group) {
  for (auto& row : construction.candidates) {
    for (std::uint32_t& element : row) {
      element = group.inverse_unchecked(element);
    }
  }
}

constexpr std::array<WrongVersion, 7> wrong_versions{{
    {"reynolds_without_inverse",
     "reynolds",
     0,
     [](Network& network) { drop_the_inverse(*network.construction, network.group); }},
    {"canonical_by_k_instead_of_its_inverse",
     "canonical",
     2,
     [](Network& network) { drop_the_inverse(*network.construction, network.group); }},
    {"canonical_turned_on_instead_of_back",
     "canonical",
     2,
     [](Network& network) {
       std::vector<std::uint32_t>& back = network.construction->returned_by;
       for (std::uint32_t g = 0; g < back.size(); ++g) {
         back[g] = g;
       }
     }},
    {"coinduction_with_cosets_in_another_order",
     "coinduction",
     0,
     [](Network& network) {
       for (std::uint32_t& coset : network.construction->coset) {
         coset = coset == 1 ? 2 : coset == 2 ? 1 : coset;
       }
     }},
    {"coinduction_by_right_cosets",
     "coinduction",
     0,
     [](Network& network) {
       Construction& construction = *network.construction;
       std::vector<std::uint32_t> const left = construction.coset;
       for (std::uint32_t g = 0; g < left.size(); ++g) {
         construction.coset[g] = left[network.group.inverse_unchecked(g)];
       }
     }},
    {"quotient_by_what_is_no_kernel",
     "kernel_quotient",
     0,
     [](Network& network) {
       auto const half_turn = network.group.element_named("r^2");
       network.construction =
           kernel_quotient(algebra::Subgroup::generated_by(network.group, {half_turn}), 3);
     }},
    {"quotient_by_the_whole_group",
     "kernel_quotient",
     2,
     [](Network& network) {
       network.construction = kernel_quotient(algebra::Subgroup::whole(network.group), 3);
     }},
}};

class WrongConstruction : public ::testing::TestWithParam<WrongVersion> {};

TEST_P(WrongConstruction, IsFoundOut) {
  WrongVersion const& wrong = GetParam();
  Network network = constructed(settings[wrong.setting], wrong.kind);
  ASSERT_TRUE(is_equivariant(network, 1));
  wrong.spoil(network);
  EXPECT_FALSE(is_equivariant(network, 1));
}

INSTANTIATE_TEST_SUITE_P(Versions,
                         WrongConstruction,
                         ::testing::ValuesIn(wrong_versions),
                         [](auto const& version) { return std::string(version.param.name); });

TEST(ConstructionInASpec, KeepsTheDigestOfSpecsWithoutOne) {
  Network const network = SpecText{.more = R"(, "construction": "g_product")"}.network_of();
  EXPECT_EQ(network.spec_sha256, SpecText{}.network_of().spec_sha256);
  EXPECT_FALSE(network.construction.has_value());
}

TEST(ConstructionInASpec, LeavesClassesAsTheyAreUnderWhatItFindsAlike) {
  EXPECT_EQ(constructed(settings[0], "coinduction").labels.symmetries[2].size(), 2U);
  EXPECT_EQ(constructed(settings[3], "kernel_quotient").labels.symmetries[0].size(), 2U);
  EXPECT_EQ(constructed(settings[0], "canonical").labels.symmetries[0].size(), 1U);
}

} // namespace
} // namespace equivarify::codegen
