/// \file
/// What `lift` refuses, since no layer does it or it would come to other numbers.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <gtest/gtest.h>

#include "lift/small_model.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;

/// What is said of \p small.
std::string refusal(SmallModel& small) {
  try {
    static_cast<void>(lift_network(small.done(), "small.onnx", {}));
  } catch (InputError const& error) {
    return error.problems().front().found;
  }
  return "";
}

TEST(LiftRefuses, WhatNoLayerDoes) {
  SmallModel filters{{1, 1, 3, 3}};
  filters.then("Relu").then("Conv", {"x"}).then("Flatten");
  EXPECT_EQ(refusal(filters), "an input 1 that depends on the input of the network");
  SmallModel turned{{1, 1, 64, 65}};
  turned.then("Transpose", {}, {{"perm", Extents{0, 1, 3, 2}}});
  turned.then("Conv", {turned.weights("w", {1, 1, 3, 3})});
  turned.then("Flatten");
  EXPECT_EQ(refusal(turned), "a linear map from 4160 entries to 4160");
  SmallModel constant{{1, 3}};
  constant.on("Identity", {constant.weights("c", {1, 3})});
  EXPECT_EQ(refusal(constant), "a constant");
  SmallModel random{{1, 3}};
  random.then("Dropout",
              {random.constant("ratio", {}, std::vector<float>{0.5F}),
               random.constant("train", {}, std::vector<std::int64_t>{1})});
  EXPECT_EQ(refusal(random), "dropout in training mode, which is random");
}

// The two largest of three are not all of them.
TEST(LiftRefuses, ASumOfTheLargest) {
  SmallModel largest{{1, 3}};
  largest.then("TopK", {largest.integers("k", {2})}, {{"axis", std::int64_t{1}}});
  std::string const sorted = largest.last;
  NodeAttributes const axis{{"axis", std::int64_t{1}}};
  std::string const first = largest.then("Gather", {largest.integers("i", {0})}, axis).last;
  largest.on("Gather", {sorted, largest.integers("j", {1})}, axis).then("Add", {first});
  EXPECT_EQ(refusal(largest), "the sum of 2 of 3 entries by their size");
  SmallModel bits{{1, 3}};
  bits.then("Cast", {}, {{"to", std::int64_t{2}}});
  EXPECT_EQ(refusal(bits), "a value rounded to whole numbers of few bits");
}

TEST(LiftRefuses, MoreLayersThanASpecTakes) {
  SmallModel deep{{1, 3}};
  for (int i = 0; i < 257; ++i) {
    deep.then(i % 2 == 0 ? "Relu" : "Tanh");
  }
  EXPECT_EQ(refusal(deep), "257 layers");
}

TEST(LiftRefuses, WhatWouldComeToOtherNumbers) {
  SmallModel both({1, 2, 2, 3});
  both.then("Shrink", {}, {{"lambd", -1.0F}, {"bias", 0.25F}});
  EXPECT_EQ(refusal(both), "a lambd of -1");
  SmallModel halved({1, 2, 2, 3});
  halved.then("ArgMax", {}, {{"axis", std::int64_t{3}}});
  halved.then("Div", {halved.integers("two", {2})});
  EXPECT_EQ(refusal(halved), "arithmetic of whole numbers");
  SmallModel wrapped({1, 2, 2, 3});
  std::string const x = wrapped.last;
  wrapped.on(
      "Cast", {wrapped.constant("c", {1}, std::vector<float>{300})}, {{"to", std::int64_t{2}}});
  wrapped.on("Cast", {wrapped.last}, {{"to", std::int64_t{1}}});
  wrapped.on("Add", {x, wrapped.last});
  EXPECT_EQ(refusal(wrapped), "300 as a whole number");
  SmallModel stretched({1, 2, 2, 3}, 19);
  stretched.then("Resize",
                 {"", stretched.constant("scales", {4}, std::vector<float>{1, 1, 1, 1.4F})},
                 {{"mode", std::string{"linear"}},
                  {"coordinate_transformation_mode", std::string{"align_corners"}}});
  EXPECT_NE(refusal(stretched).find("engines take other entries"), std::string::npos);
}

TEST(LiftRefuses, MoreLinearMapsThanMemoryHolds) {
  SmallModel small({1, 320});
  for (int i = 0; i < 4; ++i) {
    std::string const x = small.last;
    small.then("ArgMin", {}, {{"axis", std::int64_t{1}}});
    small.then("Cast", {}, {{"to", std::int64_t{1}}});
    small.on("Mul", {x, small.last});
  }
  EXPECT_NE(refusal(small).find("where all before have"), std::string::npos);
}

TEST(LiftRefuses, TrainingInOperatorSetsOfOld) {
  SmallModel dropout{{1, 3}, 6};
  dropout.then("Dropout");
  EXPECT_EQ(refusal(dropout), "dropout in training mode, which is random");
  SmallModel norm{{1, 3, 2, 2}, 6};
  norm.then("BatchNormalization",
            {norm.weights("s", {3}), norm.weights("b", {3}), norm.weights("m", {3}), "s"});
  EXPECT_EQ(refusal(norm), "a normalisation in training mode");
}

TEST(LiftRefuses, OtherSizesAndPadding) {
  SmallModel other{{1, 2, 3, 3}};
  other.then("Upsample",
             {other.constant("s", {4}, std::vector<float>{1, 1, 2, 2})},
             {{"mode", std::string{"spline"}}});
  EXPECT_EQ(refusal(other), "mode spline");
  SmallModel few{{1, 2, 4, 4}};
  few.then("Upsample", {few.constant("s", {2}, std::vector<float>{1.5F, 2})});
  EXPECT_EQ(refusal(few), "2 sizes or scales for 4 axes");
  SmallModel smooth{{1, 2, 3, 3}};
  std::string const none = smooth.constant("none", {0}, std::vector<float>{});
  smooth.then("Resize",
              {none, smooth.constant("s", {4}, std::vector<float>{1, 1, 3, 3})},
              {{"antialias", std::int64_t{1}}});
  EXPECT_EQ(refusal(smooth), "antialias");
  SmallModel mirrored{{1, 2, 3, 3}};
  mirrored.then("Pad",
                {mirrored.integers("pads", {0, 0, 1, 1, 0, 0, 1, 1})},
                {{"mode", std::string{"reflect"}}});
  EXPECT_EQ(refusal(mirrored), "padding by reflect");
  SmallModel channels{{1, 2, 3, 3}};
  channels.then("Pad", {channels.integers("pads", {0, 1, 0, 0, 0, 0, 0, 0})});
  EXPECT_EQ(refusal(channels), "padding of the batch or of channels");
}

TEST(LiftRefuses, LinearMapsThatAreTooLarge) {
  SmallModel small{{1, 5000}};
  small.then("CumSum", {small.integers("axis", {1})});
  EXPECT_EQ(refusal(small), "a linear map from 5000 entries to 5000");
  SmallModel place{{1, 5000}};
  place.then("ArgMax", {}, {{"axis", std::int64_t{1}}});
  EXPECT_EQ(refusal(place), "a linear map from 5000 entries to 12497500");
  SmallModel matrices{{400, 400}};
  matrices.then("MatMul", {"x"});
  EXPECT_EQ(refusal(matrices), "a linear map from 160000 entries to 64000000");
  SmallModel picture{{1, 1, 64, 64}};
  std::string const none = picture.constant("none", {0}, std::vector<float>{});
  picture.then("Resize",
               {none, picture.constant("s", {4}, std::vector<float>{1, 1, 2, 2})},
               {{"mode", std::string{"cubic"}}});
  EXPECT_EQ(refusal(picture), "a linear map from 4096 entries to 16384");
}

TEST(LiftRefuses, IndicesOutsideAndTargetsThatDoNotFit) {
  SmallModel outside{{1, 3}};
  outside.then("GatherElements",
               {outside.constant("i", {2, 3}, std::vector<std::int64_t>(6, 0))},
               {{"axis", std::int64_t{1}}});
  EXPECT_EQ(refusal(outside), "entries [2, 3] of [1, 3]");
  SmallModel target{{2, 3}};
  target.then("NegativeLogLikelihoodLoss", {target.integers("t", {0, 3})});
  EXPECT_EQ(refusal(target), "the target 3 of 3");
  SmallModel power{{1, 3}};
  power.then("Pow", {power.constant("p", {}, std::vector<float>{2.5F})});
  EXPECT_EQ(refusal(power), "the exponent 2.5");
  SmallModel powers{{1, 3}};
  powers.then("Pow", {powers.constant("p", {3}, std::vector<float>{1, 65, 2})});
  EXPECT_EQ(refusal(powers), "exponents that differ by entry");
}

TEST(LiftRefuses, WeightsThatDoNotFit) {
  SmallModel wide{{1, 3}};
  wide.then("Gemm", {wide.weights("w", {4, 2}), wide.weights("b", {2})});
  EXPECT_EQ(refusal(wide), "[1, 3] times [4, 2]");
  SmallModel bias{{1, 2, 5, 5}};
  bias.then("Conv", {bias.weights("w", {3, 2, 3, 3}), bias.weights("b", {4})}).then("Flatten");
  EXPECT_EQ(refusal(bias), "4 numbers as its bias");
}

TEST(LiftRefuses, NormalisationsInManyParts) {
  SmallModel many{{3, 65, 2}, 17};
  many.then("LayerNormalization", {many.weights("w", {65, 2})}, {{"axis", std::int64_t{1}}});
  EXPECT_EQ(refusal(many), "") << "3 parts";
  SmallModel more{{65, 3, 2}, 17};
  more.then("LayerNormalization", {more.weights("w", {3, 2})}, {{"axis", std::int64_t{1}}});
  EXPECT_EQ(refusal(more), "[65, 3, 2] normalised in 65 parts");
}

} // namespace
} // namespace equivarify::testing
