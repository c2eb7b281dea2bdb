/// \file
/// The field `output` of specs: what it describes, its canonical form, its digests.
#include "equivarify/codegen/spec/network_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "outputs/shipped_spec.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A spec without outputs, with \p classes classes.
json joint_spec(int classes) {
  json spec = slots(json::object(), classes);
  spec.erase("output");
  spec["labels"]["classes"] = json::array();
  for (int i = 0; i < classes; ++i) {
    spec["labels"]["classes"].push_back("class " + std::to_string(i));
  }
  return spec;
}

TEST(ReadOutputs, StandInTheOrderOfTheirNamesAndCutTheLastValue) {
  Network const network = network_with(shipped_spec("mirrored_torques"));
  ASSERT_EQ(network.outputs.size(), 2U);
  Output const& falls = network.outputs[0];
  EXPECT_EQ(falls.name, "falls");
  EXPECT_EQ(falls.head.kind(), algebra::HeadKind::invariant);
  EXPECT_EQ(falls.offset, 0U);
  EXPECT_THAT(falls.classes, ElementsAre("stands", "falls"));
  EXPECT_EQ(falls.loss, Loss::cross_entropy);
  EXPECT_EQ(falls.weight, 0.5);
  EXPECT_EQ(falls.action, "");
  Output const& torques = network.outputs[1];
  EXPECT_EQ(torques.head.kind(), algebra::HeadKind::vector);
  EXPECT_EQ(torques.offset, 2U);
  EXPECT_EQ(torques.shape, (Shape{.channels = 4}));
  EXPECT_EQ(torques.loss, Loss::huber);
  EXPECT_EQ(torques.weight, 1.0);
  EXPECT_TRUE(network.labels.classes.empty());
}

TEST(ReadOutputs, MoveAsTheSpecSays) {
  Network const network = network_with(shipped_spec("mirrored_torques"));
  algebra::Element const r = network.group.element_named("r");
  // The joints of the legs change places; the first of each changes its sign.
  EXPECT_THAT(network.outputs[1].head.act<double>(r, {1, 2, 3, 4}), ElementsAre(-3, 4, -1, 2));
  EXPECT_THAT(network.outputs[0].head.act<double>(r, {1, 2}), ElementsAre(1, 2));
}

TEST(ReadOutputs, GridsTurnWithTheInputAndArrowsTurnTheirComponents) {
  Network const network = network_with(shipped_spec("mask_c4"));
  algebra::Element const r = network.group.element_named("r");
  std::vector<double> arrows(2 * 64, 0.0);
  arrows[1] = 5;      // component 0 in row 0, column 1
  arrows[64 + 8] = 7; // component 1 in row 1, column 0
  std::vector<double> const turned = network.outputs[0].head.act(r, arrows);
  // A quarter turn takes row 0, column 1 to row 6, column 0; components (a, b) become (-b, a).
  EXPECT_EQ(turned[64 + 6 * 8], 5);
  EXPECT_EQ(turned[7 * 8 + 1], -7);
  EXPECT_EQ(network.outputs[1].loss, Loss::cross_entropy_per_cell);
  std::vector<double> mask(3 * 64, 0.0);
  mask[128 + 1] = 1;
  EXPECT_EQ(network.outputs[1].head.act(r, mask)[128 + 6 * 8], 1);
}

TEST(ReadOutputs, KnowEveryHead) {
  Network const network = network_with(slots(every_head(), 12));
  ASSERT_EQ(network.outputs.size(), 5U);
  std::vector<std::string> heads;
  std::vector<std::size_t> offsets;
  std::vector<std::uint32_t> sizes;
  for (Output const& output : network.outputs) {
    heads.push_back(algebra::name_of(output.head.kind()));
    offsets.push_back(output.offset);
    sizes.push_back(output.head.size());
  }
  EXPECT_THAT(heads, ElementsAre("invariant", "vector", "grid", "induced", "permuted"));
  EXPECT_THAT(offsets, ElementsAre(0, 1, 4, 7, 9));
  EXPECT_THAT(sizes, ElementsAre(1, 3, 3, 6, 3));
}

TEST(ReadOutputs, JointAloneIsTheSameSpecAsLabels) {
  json spec = joint_spec(3);
  Network const labels = network_with(spec);
  spec["output"]["what"] = {{"head", "joint"}, {"classes", spec["labels"]["classes"]}};
  spec.erase("labels");
  Network const joint = network_with(spec);
  EXPECT_EQ(joint.canonical_spec, labels.canonical_spec);
  EXPECT_EQ(joint.spec_sha256, labels.spec_sha256);
  EXPECT_EQ(joint.network_sha256, labels.network_sha256);
  EXPECT_TRUE(joint.outputs.empty());
}

TEST(ReadOutputs, JointWithWeightsOfClassesIsTheSameSpecAsLabelsWithThem) {
  json spec = joint_spec(3);
  std::string const unweighted = network_with(spec).spec_sha256;
  spec["labels"]["class_weights"] = {2, 0.5, 1};
  Network const labels = network_with(spec);
  spec["output"]["what"] = {
      {"head", "joint"}, {"classes", spec["labels"]["classes"]}, {"class_weights", {2, 0.5, 1}}};
  spec.erase("labels");
  Network const joint = network_with(spec);
  EXPECT_THAT(joint.labels.class_weights, ElementsAre(2, 0.5, 1));
  EXPECT_EQ(joint.canonical_spec, labels.canonical_spec);
  EXPECT_EQ(joint.spec_sha256, labels.spec_sha256);
  EXPECT_NE(joint.spec_sha256, unweighted);
}

TEST(ReadOutputs, TheCanonicalFormIsASpecOfItself) {
  for (json const& spec :
       {slots(every_head(), 12), shipped_spec("mirrored_torques"), shipped_spec("mask_c4")}) {
    Network const network = network_with(spec);
    EXPECT_EQ(network_with(json::parse(network.canonical_spec)).canonical_spec,
              network.canonical_spec);
  }
}

TEST(ReadOutputs, DefaultsChangeNoDigest) {
  json spec = shipped_spec("mirrored_torques");
  std::string const before = network_with(spec).spec_sha256;
  spec["output"]["falls"]["loss"] = "cross_entropy";
  spec["output"]["torques"]["weight"] = 1;
  EXPECT_EQ(network_with(spec).spec_sha256, before);
}

TEST(ReadOutputs, TheNetworkIsAnotherOneWithAnotherHeadAlone) {
  json const spec = shipped_spec("mirrored_torques");
  std::string const before = network_with(spec).network_sha256;
  auto const with = [&](char const* pointer, json const& value) {
    json other = spec;
    other[json::json_pointer{pointer}] = value;
    return network_with(other).network_sha256;
  };
  EXPECT_EQ(with("/output/falls/classes", {"yes", "no"}), before);
  EXPECT_EQ(with("/output/falls/weight", 2), before);
  EXPECT_EQ(with("/output/torques/loss", "mean_squared_error"), before);
  EXPECT_NE(with("/output/torques/action/r", "identity"), before);
  EXPECT_NE(with("/output/torques/action/r", {{"permute_channels", "(0 2)(1 3)"}}), before);
}

TEST(ReadOutputs, TheTableSaysWhatComesOut) {
  std::string const table = to_table(network_with(slots(every_head(), 12)));
  EXPECT_THAT(table, HasSubstr(R"(  output  alone: invariant, 1, mean_squared_error
          p F^ = F if and only if F(g x) = F(x) for all g
  output  forces: vector, 3, r by permute_channels (0 1 2), s by negate_channels [0,1,2] permute_channels (1 2), mean_squared_error
          p F^ = F if and only if F(g x) = g F(x) for all g
  output  plane: grid, 1x1x3, r by a permutation of the entries, s by a permutation of the entries, mean_squared_error
          p F^ = F if and only if F(g x) = g F(x) for all g
  output  sides: induced, 3 cosets of <s> x 2 classes, s by a permutation of the entries, cross_entropy
          p F^ = F if and only if F(k x) = k F(x) for all k in <s>
  output  which: permuted, 3 classes, r by permute_channels (0 1 2), s by permute_channels (1 2), cross_entropy
          p F^ = F if and only if F(g x) = g F(x) for all g
)"));
}

} // namespace
} // namespace equivarify::codegen
