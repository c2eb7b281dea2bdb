#include "equivarify/codegen/spec/load.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

std::string network_digest(SpecText const& spec) {
  return spec.network_of().network_sha256;
}

TEST(NetworkDigest, IsTheSameWhereWeightsMeanTheSame) {
  SpecText const spec;
  for (char const* const more : {R"(, "seed": 2)",
                                 R"(, "description": "other words")",
                                 R"(, "training": {"epochs": 9, "learning_rate": 0.5})",
                                 R"(, "training": {"shift": 2})",
                                 R"(, "arithmetic": "fast")"}) {
    SpecText other = spec;
    other.more = more;
    EXPECT_EQ(network_digest(other), network_digest(spec)) << more;
  }
  for (char const* const classes : {R"(["x", "b", "c"])",
                                    R"(["a", "b", "c"], "elements": {"r": "a turn"})",
                                    R"(["a", "b", "c"], "symmetries": {"a": ["r^2"]})",
                                    R"(["a", "b", "c"], "pose": "unknown")"}) {
    SpecText other = spec;
    other.classes = classes;
    EXPECT_EQ(network_digest(other), network_digest(spec)) << classes;
    EXPECT_NE(other.network_of().spec_sha256, spec.network_of().spec_sha256) << classes;
  }
}

TEST(NetworkDigest, IsAnotherWhereWeightsMeanSomethingElse) {
  SpecText const spec;
  SpecText action = spec;
  action.action = R"({"r": "flip_rows"})";
  action.group = R"({"cyclic": 2})";
  SpecText shape = spec;
  shape.shape = "[1, 8, 8]";
  SpecText layer = spec;
  layer.network.replace(layer.network.find("relu"), 4, "tanh");
  SpecText construction = spec;
  construction.network.replace(construction.network.find("lift"), 4, "lift");
  construction.network.replace(construction.network.find("concat"), 6, "lift");
  for (SpecText const& other : {action, shape, layer, construction}) {
    EXPECT_NE(network_digest(other), network_digest(spec)) << other.text();
  }
}

TEST(CanonicalPose, IsLeftOutWhereItIsUpright) {
  SpecText const spec;
  SpecText upright = spec;
  upright.classes = R"(["a", "b", "c"], "pose": "upright")";
  EXPECT_EQ(upright.network_of().spec_sha256, spec.network_of().spec_sha256);
  SpecText given = spec;
  given.classes = R"(["a", "b", "c"], "pose": "given")";
  EXPECT_EQ(given.network_of().labels.pose, Pose::given);
  EXPECT_NE(given.network_of().canonical_spec.find(R"("pose":"given")"), std::string::npos);
}

/// How a network was trained belongs to its spec and not to what its weights mean.
TEST(CanonicalTraining, SaysHowPicturesAreMovedWhereTheyAre) {
  SpecText spec;
  spec.classes = R"(["a", "b", "c"], "pose": "unknown")";
  SpecText still = spec;
  still.more = R"(, "training": {"shift": 0, "turn": 0})";
  EXPECT_EQ(still.network_of().spec_sha256, spec.network_of().spec_sha256);
  SpecText moved = spec;
  moved.more = R"(, "training": {"shift": 2, "turn": 22.5})";
  Network const network = moved.network_of();
  EXPECT_EQ(network.training.shift, 2U);
  EXPECT_EQ(network.training.turn, 22.5);
  EXPECT_NE(network.canonical_spec.find(R"("shift":2,"turn":22.5})"), std::string::npos)
      << network.canonical_spec;
  EXPECT_EQ(network_digest(moved), network_digest(spec));
  EXPECT_NE(network.spec_sha256, spec.network_of().spec_sha256);
}

} // namespace
} // namespace equivarify::codegen
