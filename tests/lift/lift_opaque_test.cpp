/// \file
/// `lift --opaque` on nodes that draw numbers at random, which make no map f.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/opaque_lift.hpp"
#include "equivarify/codegen/lift/random_nodes.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lift/graph_attribute.hpp"
#include "lift/small_model.hpp"

namespace equivarify::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> drawing(std::string const& bytes) {
  return codegen::random_nodes(bytes, codegen::parse_onnx(bytes, "drawing.onnx"));
}

std::vector<std::string> drawing(OnnxModel const& model) {
  return drawing(codegen::encode(model));
}

/// A Dropout whose training_mode is \p mode.
OnnxModel dropout_with(OnnxTensor const& mode, std::int64_t operator_set) {
  SmallModel small{{1, 4}, operator_set};
  std::string const ratio = small.constant("ratio", {}, std::vector<float>{0.5F});
  small.model.constants.push_back(mode);
  return small.then("Dropout", {ratio, mode.name}).done();
}

TEST(OpaqueDraws, AreNamed) {
  for (std::string const type : {"Bernoulli",
                                 "Multinomial",
                                 "RandomNormal",
                                 "RandomNormalLike",
                                 "RandomUniform",
                                 "RandomUniformLike"}) {
    SmallModel small{{1, 4}};
    small.then("Relu").then(type).then("Tanh");
    EXPECT_THAT(drawing(small.done()), ElementsAre("node \"v1\" (" + type + ")"));
    OnnxModel other = small.done();
    other.nodes[1].domain = "com.example"; // says nothing of what it does
    EXPECT_THAT(drawing(other), IsEmpty());
  }
}

TEST(OpaqueDraws, AreThoseOfADropoutThatMayBeInTraining) {
  using Integers = std::vector<std::int64_t>;
  OnnxTensor const yes{"mode", {}, Integers{1}};
  OnnxTensor const no{"mode", {}, Integers{0}};
  EXPECT_THAT(drawing(dropout_with(yes, 13)), ElementsAre("node \"v0\" (Dropout)"));
  EXPECT_THAT(drawing(dropout_with(no, 13)), IsEmpty());
  EXPECT_THAT(drawing(dropout_with(yes, 11)), IsEmpty()); // where no input says a mode
  SmallModel plain{{1, 4}};
  EXPECT_THAT(drawing(plain.then("Dropout").done()), IsEmpty());
  SmallModel chosen{{1, 4}}; // by what comes in
  std::string const ratio = chosen.constant("ratio", {}, std::vector<float>{0.5F});
  chosen.model.inputs.push_back({"mode", {std::int64_t{1}}, codegen::OnnxType::boolean});
  EXPECT_THAT(drawing(chosen.then("Dropout", {ratio, "mode"}).done()),
              ElementsAre("node \"v0\" (Dropout)"));
  for (std::int64_t const is_test : {0, 1}) {
    SmallModel old{{1, 4}, 6};
    old.then("Dropout", {}, {{"is_test", is_test}});
    EXPECT_EQ(drawing(old.done()).empty(), is_test == 1);
  }
}

TEST(OpaqueDraws, AreFoundInBranchesAndRefused) {
  SmallModel small{{1, 4}};
  SmallModel body{{1, 4}};
  body.model.inputs.clear();
  body.on("RandomNormal", {}, {{"shape", Extents{1, 4}}});
  OnnxModel const branch = body.done();
  std::string const bytes = with_graph(small.then("If").done(), "then_branch", branch);
  EXPECT_THAT(drawing(bytes), ElementsAre("node \"v0\" (RandomNormal)"));
  try {
    static_cast<void>(codegen::opaque_lift(
        bytes, codegen::parse_onnx(bytes, "m.onnx"), "m.onnx", {{0, 1, 2, 3}}, {4}));
    FAIL();
  } catch (codegen::InputError const& error) {
    EXPECT_EQ(error.problems().at(0).summary, "a node that draws numbers at random");
    EXPECT_EQ(error.file(), "m.onnx");
  }
}

} // namespace
} // namespace equivarify::testing
