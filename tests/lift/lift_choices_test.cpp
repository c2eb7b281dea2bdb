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

/// The only problem that is found with \p model.
codegen::Problem problem_of(OnnxModel const& model) {
  try {
    static_cast<void>(lift_network(model, "m.onnx", {}));
  } catch (InputError const& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.problems().front();
  }
  ADD_FAILURE() << "it was lifted";
  return {};
}

TEST(Lift, RefusesAnAxisThatIsNoneOfASoftmaxThatIsLeftOut) {
  SmallModel small{{1, 3}};
  OnnxModel model = small.then("Relu").then("Softmax", {}, {{"axis", std::int64_t{9}}}).done();
  codegen::Problem const problem = problem_of(model);
  EXPECT_EQ(problem.pointer, "node \"v1\" (Softmax)");
  EXPECT_EQ(problem.found, "axis 9 of [1, 3]");
  EXPECT_EQ(problem.expected, "-2 to 1");
  model.nodes.back().attributes = {{"axis", std::int64_t{-2}}};
  EXPECT_EQ(lift_network(model, "m.onnx", {}).layers.size(), 1U);
}

TEST(Lift, RefusesAnOutputOfAnotherShapeThanTheNodesGive) {
  SmallModel small{{1, 3}};
  OnnxModel model = small.then("Relu").done();
  for (std::vector<codegen::OnnxExtent> const& wrong :
       {std::vector<codegen::OnnxExtent>{std::int64_t{1}, std::int64_t{4}},
        std::vector<codegen::OnnxExtent>{std::int64_t{3}},
        std::vector<codegen::OnnxExtent>{std::string{"batch"}, std::int64_t{2}}}) {
    model.outputs.front().shape = wrong;
    codegen::Problem const problem = problem_of(model);
    EXPECT_EQ(problem.pointer, "graph, output \"v0\"");
    EXPECT_EQ(problem.found, codegen::extents_text(wrong));
    EXPECT_EQ(problem.expected, "[1, 3], which the nodes give");
  }
  model.outputs.front().shape = {std::string{"batch"}, std::int64_t{3}};
  EXPECT_NO_THROW(static_cast<void>(lift_network(model, "m.onnx", {})));
}

TEST(Lift, RefusesAnAxisThatIsNamedTwice) {
  for (std::string const type : {"ReduceSum", "Squeeze", "Unsqueeze"}) {
    SmallModel small{{1, 1, 3}};
    small.then(type, {small.integers("axes", {0, 0})});
    codegen::Problem const problem = problem_of(small.done());
    EXPECT_EQ(problem.pointer, "node \"v0\" (" + type + ")");
    EXPECT_EQ(problem.found, "axis 0 twice in [0, 0]");
    EXPECT_EQ(problem.expected, "shapes that fit");
  }
  SmallModel sliced{{2, 3}};
  sliced.then("Slice",
              {sliced.integers("starts", {0, 1}),
               sliced.integers("ends", {1, 2}),
               sliced.integers("axes", {1, -1})});
  EXPECT_EQ(problem_of(sliced.done()).found, "axis 1 twice in [1, -1]");
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
