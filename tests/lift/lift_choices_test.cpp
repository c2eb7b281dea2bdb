/// \file
/// What is lifted of a file: one of several outputs, whole numbers that are moved.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lift/small_model.hpp"

namespace equivarify::testing {
namespace {

using codegen::InputError;
using codegen::lift_network;
using codegen::OnnxType;

TEST(Lift, TakesOneOfSeveralOutputs) {
  SmallModel small{{1, 3}};
  std::string const a = small.then("Relu").last;
  OnnxModel model = small.then("Exp").done();
  model.outputs.push_back({a, {}});
  EXPECT_THROW(static_cast<void>(lift_network(model, "m.onnx", {})), InputError);
  EXPECT_THROW(static_cast<void>(lift_network(model, "m.onnx", {.output = "b"})), InputError);
  EXPECT_EQ(lift_network(model, "m.onnx", {.output = a}).layers.size(), 1U);
}

OnnxModel of_integers(SmallModel& small) {
  OnnxModel model = small.done();
  model.inputs.front().type = OnnxType::int8;
  return model;
}

TEST(Lift, MovesWholeNumbersButDoesNotCountWithThem) {
  SmallModel moved{{2, 3}};
  moved.then("Transpose").then("ReduceMax");
  EXPECT_EQ(lift_network(of_integers(moved), "m.onnx", {}).remarks.size(), 1U);
  SmallModel added{{2, 3}};
  added.then("Transpose").then("Add", {"x"});
  EXPECT_THROW(static_cast<void>(lift_network(of_integers(added), "m.onnx", {})), InputError);
  SmallModel cast{{2, 3}};
  cast.then("Cast", {}, {{"to", std::int64_t{1}}}).then("Add", {"x"});
  EXPECT_THROW(static_cast<void>(lift_network(of_integers(cast), "m.onnx", {})), InputError);
  SmallModel doubled{{2, 3}};
  doubled.then("Cast", {}, {{"to", std::int64_t{1}}});
  std::string const y = doubled.last;
  doubled.then("Add", {y});
  EXPECT_NO_THROW(static_cast<void>(lift_network(of_integers(doubled), "m.onnx", {})));
}

TEST(Lift, WritesNoInfiniteWeights) {
  for (float const most : {3.0F, std::numeric_limits<float>::infinity()}) {
    SmallModel small{{1, 2}};
    std::string const mask = small.constant("mask", {2}, std::vector<float>{0.0F, -most});
    OnnxModel const model = small.then("Add", {mask}).done();
    codegen::LiftedNetwork const lifted = lift_network(model, "m.onnx", {});
    if (most < 4.0F) {
      EXPECT_NO_THROW(codegen::require_finite_weights(lifted));
    } else {
      EXPECT_THROW(codegen::require_finite_weights(lifted), InputError);
    }
  }
}

} // namespace
} // namespace equivarify::testing
