#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/spec/cost.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/network_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/output_specs.hpp"
#include "support/torus_specs.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string refused(SpecText const& spec) {
  try {
    static_cast<void>(spec.network_of());
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

TEST(LargeGroup, NeedsFewCopiesAndIsToldWhichSubgroupLeavesThem) {
  std::string const message = refused(torus_spec("p4m", 6, ""));
  EXPECT_THAT(message, HasSubstr("a group of 288 elements, a copy of every value for each"));
  EXPECT_THAT(message,
              HasSubstr("at most 128; \"already\" with the subgroup [\"x\", \"y\"] of 36 elements "
                        "leaves 8, where the layers commute with it"));
  EXPECT_EQ(refused(torus_spec("p4m", 6)), "");
}

TEST(LargeGroup, IsRefusedWhereTheSubgroupLeavesTooManyCopies) {
  std::string const message =
      refused(torus_spec("p4m", 6, R"(, "already": {"subgroup": ["r^2"]})"));
  EXPECT_THAT(message, HasSubstr("/already/subgroup"));
  EXPECT_THAT(message,
              HasSubstr("144 copies of every value: a group of 288 elements over <r^2> of 2"));
}

TEST(LargeGroup, IsRefusedBeforeItsMovesAreMade) {
  SpecText wide = torus_spec("p1", 100);
  wide.shape = "[4, 100, 100]";
  std::string const message = refused(wide);
  EXPECT_THAT(
      message,
      HasSubstr("10,000 elements that move 40,000 entries, 400,000,000 numbers or 1600.0 MB"));
  EXPECT_THAT(message,
              HasSubstr("at most 16,777,216 numbers, such as 1,677 entries, or 419 "
                        "elements"));
  EXPECT_THAT(refused(torus_spec("p4m", 36)), HasSubstr("has 10368 elements"));
}

TEST(LargeGroup, SaysWhatItTakes) {
  EXPECT_THAT(to_table(torus_spec("p4m", 6).network_of()),
              HasSubstr("  cost    the moves of the input are 10,368 numbers, 0.0 MB; verify tries "
                        "288 of 288 elements"));
  EXPECT_THAT(to_table(torus_spec("p4m", 4).network_of()), Not(HasSubstr("  cost ")));
}

TEST(LargeGroup, IsTriedInPartWhereAllOfItTakesLong) {
  Network const network = torus_spec("p4m", 16).network_of(); // 2,048 elements
  std::size_t const tried = elements_tried(network);
  EXPECT_GE(tried, largest_copies);
  EXPECT_LT(tried, 2048U);
  NetworkCheck const check = check_network(network, {.inputs = 1});
  EXPECT_EQ(check.elements, tried);
  EXPECT_EQ(check.order, 2048U);
  EXPECT_EQ(check.differing_bits(), 0U);
  EXPECT_GT(check.layers.back().values_compared, 0U);
}

/// 10,000 elements of which a small plane knows four: what is computed is little, what is answered
/// is not.
Network quotient_of_a_large_group() {
  SpecText spec = torus_spec("p4", 50, R"(, "construction": "kernel_quotient")");
  spec.shape = "[1, 5, 5]";
  spec.action = R"({"x": "half_turn", "y": "half_turn", "r": "quarter_turn"})";
  return spec.network_of();
}

TEST(LargeGroup, IsTriedInPartWhereItsAnswersTakeLong) {
  Network const network = quotient_of_a_large_group();
  EXPECT_EQ(network.copies(), 4U);
  EXPECT_LT(elements_tried(network), network.group.order());
  EXPECT_GE(reference_work(network), 100 * network.group.order());
}

/// The 288 elements of p4m on 6 x 6 cells by 8 copies, with the outputs \p output.
Network torus_with_outputs(std::string const& output) {
  auto spec = nlohmann::json::parse(torus_spec("p4m", 6).text());
  spec.erase("labels");
  spec["output"] = nlohmann::json::parse(output);
  return network_with(spec);
}

TEST(LargeGroup, HasHeadsToTheBit) {
  std::string const still = R"("x": "identity", "y": "identity")";
  for (std::string const& output :
       {std::string{R"({"order": {"head": "invariant", "units": 3}})"},
        R"({"side": {"head": "permuted", "units": 3, "action": {)" + still +
            R"json(, "r": {"permute_channels": "(0 1)"}, "s": "identity"}}})json",
        R"({"way": {"head": "vector", "units": 3, "action": {)" + still +
            R"(, "r": {"negate_channels": [0, 2]}, "s": {"negate_channels": [2]}}}})"}) {
    Network const network = torus_with_outputs(output);
    EXPECT_EQ(network.copies(), 8U);
    NetworkCheck const check = check_network(network, {.inputs = 2});
    EXPECT_EQ(check.elements, 288U);
    EXPECT_EQ(check.differing_bits(), 0U);
    EXPECT_GT(check.layers.back().values_compared, 0U);
  }
}

TEST(LargeGroup, IsNoPartOfTablesThatAreTooLarge) {
  EXPECT_NO_THROW(
      require_listable(torus_spec("p4m", 6).network_of(), "a comparison", most_listed_numbers, ""));
  try {
    require_listable(quotient_of_a_large_group(), "a page", 0, " (or not)");
    FAIL() << "nothing is refused";
  } catch (InputError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("group too large for a page"));
    EXPECT_THAT(error.what(), HasSubstr("at most 128 elements (or not)"));
  }
}

TEST(LargeGroup, IsRefutedWhereTwoElementsHaveEachOthersMoves) {
  Network network = torus_spec("p4m", 6).network_of();
  algebra::Group const& group = network.group;
  std::swap(network.input_permutations[group.element_named("r").index()],
            network.input_permutations[group.element_named("r^3").index()]);
  EXPECT_GT(check_network(network, {.inputs = 1}).differing_bits(), 0U);
}

TEST(LargeGroup, HasNoTableOfItsProductsInAHeader) {
  for (auto const& [side, most_bytes] : {std::pair{6U, 40'000U}, {10U, 70'000U}, {35U, 700'000U}}) {
    Network const network = torus_spec("p4m", side).network_of();
    std::string const header = emit_header(lower(network), Purpose::training);
    EXPECT_LT(header.size(), most_bytes) << side;
    EXPECT_THAT(header, Not(HasSubstr(" product{")));
    EXPECT_THAT(header, HasSubstr("rt::actions_along(Group::steps, generator_permutations)"));
  }
}

} // namespace
} // namespace equivarify::codegen
