/// \file
/// `lift` and `inspect` on files.
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "lift/model_folder.hpp"
#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using codegen::ExitCode;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

/// A small classifier of pictures 1x4x4.
OnnxModel classifier() {
  SmallModel small{{1, 1, 4, 4}};
  small.then("Conv", {small.weights("conv.weight", {2, 1, 3, 3}), small.weights("conv.bias", {2})});
  small.then("Relu").then("Flatten");
  return small.then("Gemm", {small.weights("w", {8, 3}), small.weights("b", {3})}).done();
}

class LiftCommand : public ModelFolder {
protected:
  [[nodiscard]] std::vector<std::string> under_quarter_turns(OnnxModel const& model) const {
    return {"lift",
            file(model),
            "--group",
            "C4",
            "--input-action",
            "quarter_turn",
            "--output-dir",
            folder()};
  }
};

TEST_F(LiftCommand, TakesTheNamedOneOfSeveralOutputs) {
  OnnxModel model = classifier();
  model.outputs.push_back({"v1", {}});
  std::vector<std::string> arguments = under_quarter_turns(model);
  EXPECT_THAT(run_equivarify(arguments).err, HasSubstr("2: v3, v1"));
  arguments.insert(arguments.end(), {"--model-output", "v2"});
  EXPECT_THAT(run_equivarify(arguments).err, HasSubstr("\"v2\" of 2: v3, v1"));
  arguments.back() = "v1";
  Outcome const outcome = run_equivarify(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_EQ(codegen::load_network(folder() + "/net.json").labels.classes.size(), 8U);
}

// As exporters of TensorFlow write it: whole numbers that are constants are no arithmetic of them.
TEST_F(LiftCommand, TakesAShapeThatANodeCasts) {
  SmallModel small{{1, 1, 4, 4}};
  std::string const shape = small.constant<float>("shape", {2}, {-1, 16});
  std::string const cast =
      small.on("Cast", {shape}, {{"to", static_cast<std::int64_t>(codegen::OnnxType::int64)}}).last;
  OnnxModel const model =
      small.on("Reshape", {"x", cast}).then("MatMul", {small.weights("w", {16, 3})}).done();
  Outcome const outcome = run_equivarify(under_quarter_turns(model));
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
}

TEST_F(LiftCommand, TakesForAPoseOneNumberForEachElementAndClass) {
  for (std::string const construction : {"canonical", "reynolds"}) {
    OnnxModel model = classifier();
    std::vector<std::string> arguments{"lift",
                                       file(model),
                                       "--group",
                                       "C4",
                                       "--input-action",
                                       "quarter_turn",
                                       "--construction",
                                       construction,
                                       "--output-dir",
                                       folder()};
    EXPECT_THAT(run_equivarify(arguments).err,
                HasSubstr("the file gives 3 numbers, expected a multiple of 4"));
    model.outputs.push_back({"v1", {}}); // of 8 numbers
    arguments[1] = file(model);
    arguments.insert(arguments.end(), {"--model-output", "v1", "--classes", "a", "b"});
    Outcome const outcome = run_equivarify(arguments);
    ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
    EXPECT_EQ(codegen::load_network(folder() + "/net.json").labels.classes.size(), 2U);
  }
}

TEST_F(LiftCommand, WritesASpecItsWeightsAndTheMapping) {
  OnnxModel const model = classifier();
  Outcome const outcome = run_equivarify({"lift",
                                          file(model),
                                          "--group",
                                          "D4",
                                          "--input-action",
                                          "r=quarter_turn,s=flip_columns",
                                          "--classes",
                                          "a",
                                          "b",
                                          "c",
                                          "--output-dir",
                                          folder()});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("w [8, 3], transposed"));
  codegen::Network const network = codegen::load_network(folder() + "/net.json");
  EXPECT_EQ(network.labels.classes, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(network.copies(), 8U);
  auto const weights = codegen::read_weights(network, folder() + "/weights.safetensors");
  std::vector<float> const x = codegen::random_input<float>(network, 5);
  auto const copies = codegen::evaluate(network, weights, x).back().copies;
  Array const expected = evaluate_onnx(model, {{1, 1, 4, 4}, {x.begin(), x.end()}});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(static_cast<double>(copies[0].at(i)), expected.values[i], 1e-5);
  }
  EXPECT_EQ(run_equivarify({"verify", folder() + "/net.json", "--tests", "1"}).code,
            ExitCode::done);
}

TEST_F(LiftCommand, NamesNoSpecThatIsNotThere) {
  Outcome const outcome = run_equivarify({"lift",
                                          file(classifier()),
                                          "--group",
                                          "C4",
                                          "--input-action",
                                          "quarter_turn",
                                          "--classes",
                                          "a",
                                          "b",
                                          "a",
                                          "--output-dir",
                                          folder()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("net.json (not written): "));
  EXPECT_THAT(outcome.err, HasSubstr("  at           /labels/classes"));
  EXPECT_THAT(outcome.err, HasSubstr("1 problem in " + folder() + "/net.json (not written)\n"));
  EXPECT_FALSE(std::filesystem::exists(folder()));
}

TEST_F(LiftCommand, WritesHeads) {
  std::string const model = file(classifier());
  for (std::string const output :
       {"invariant", R"(permuted:{"permutation": [1, 0, 2]})", R"(vector:{"signs": [1, -1, 1]})"}) {
    Outcome const outcome = run_equivarify({"lift",
                                            model,
                                            "--group",
                                            "C2",
                                            "--input-action",
                                            "half_turn",
                                            "--output",
                                            output,
                                            "--output-dir",
                                            folder()});
    ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
    codegen::Network const network = codegen::load_network(folder() + "/net.json");
    ASSERT_EQ(network.outputs.size(), 1U) << output;
    EXPECT_EQ(network.outputs[0].head.size(), 3U);
  }
}

TEST_F(LiftCommand, RefusesWhatDoesNotFit) {
  std::string const model = file(classifier());
  auto const lift = [&](std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"lift", model, "--output-dir", folder()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Outcome const outcome = run_equivarify(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err;
  };
  EXPECT_THAT(lift({"--group", "D4", "--input-action", "quarter_turn"}),
              HasSubstr("expected a motion for each generator of D4 (r, s), such as r=half_turn"));
  EXPECT_THAT(lift({"--group", "C4", "--input-action", "quarter_tern"}), HasSubstr("quarter_turn"));
  EXPECT_THAT(lift({"--group", "C4", "--input-action", "quarter_turn", "--classes", "a"}),
              HasSubstr("--classes: 1 names, expected 3"));
  EXPECT_THAT(lift({"--group", "C4", "--input-action", "quarter_turn", "--output", "best"}),
              HasSubstr("expected joint, invariant, permuted:MOTIONS, vector:MOTIONS or grid"));
  EXPECT_THAT(lift({"--group", "C4", "--input-action", "quarter_turn", "--output", "joint:x"}),
              HasSubstr("expected joint, invariant, permuted:MOTIONS, vector:MOTIONS or grid"));
  EXPECT_THAT(lift({"--group", "C4", "--input-action", "quarter_turn", "--channels-last"}),
              HasSubstr("expected --opaque with it"));
  EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(LiftCommand, LiftsAGraphWithoutLookingAtIt) {
  SmallModel small{{1, 1, 4, 4}, 12};
  std::string const w = small.weights("w", {16, 3});
  small.on("Neg", {w}); // what does not depend on the input is there once
  std::string const negative = small.last;
  small.on("Flatten", {"x"}).then("MatMul", {w});
  std::string const product = small.last;
  small.on("Flatten", {"x"}).then("MatMul", {negative});
  small.on("PRelu", {small.last, small.constant("slope", {1}, std::vector<float>{0.5F})});
  OnnxModel model = small.on("Sub", {product, small.last}).done();
  Outcome const outcome = run_equivarify({"lift",
                                          file(model),
                                          "--opaque",
                                          "--group",
                                          "C4",
                                          "--input-action",
                                          "quarter_turn",
                                          "--output-dir",
                                          folder()});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  OnnxModel const lifted = codegen::read_onnx(folder() + "/net.onnx");
  // And the shapes of rows and of the input, sources of each copy.
  EXPECT_EQ(lifted.constants.size(), 2U + 2U + 4U);
  Array x{{1, 1, 4, 4}, {}};
  for (int i = 0; i < 16; ++i) {
    x.values.push_back(std::sin(3.0 * i));
  }
  Array const all = evaluate_onnx(lifted, x);
  EXPECT_EQ(all.shape, (std::vector<std::size_t>{1, 4, 3}));
  for (std::size_t h = 0; h < 4; ++h) {
    Array const expected = evaluate_onnx(model, x);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(all.values[3 * h + i], expected.values[i]) << h;
    }
    Array const before = x; // h^-1 x: new[i][j] = old[n-1-j][i], since r x is old[j][n-1-i]
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        x.values[4 * i + j] = before.values[4 * (3 - j) + i];
      }
    }
  }
}

TEST_F(LiftCommand, MovesSignsOfAnOpaqueInput) {
  SmallModel small{{1, 4}};
  OnnxModel const model = small.then("Relu").done();
  ASSERT_EQ(run_equivarify({"lift",
                            file(model),
                            "--opaque",
                            "--group",
                            "C2",
                            "--input-action",
                            R"({"signs": [1, -1, -1, 1]})",
                            "--output-dir",
                            folder()})
                .code,
            ExitCode::done);
  Array const all =
      evaluate_onnx(codegen::read_onnx(folder() + "/net.onnx"), {{1, 4}, {0.5, -0.25, 2, -1}});
  EXPECT_EQ(all.values, (std::vector<double>{0.5, 0, 2, 0, 0.5, 0.25, 0, 0}));
}

TEST_F(LiftCommand, InspectsAModelAndAnAction) {
  Outcome const outcome = run_equivarify(
      {"inspect", file(classifier()), "--group", "C4", "--input-action", "quarter_turn"});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("node \"v0\" (Conv)"));
  EXPECT_THAT(outcome.out, HasSubstr("[1, 2, 2, 2]"));
  EXPECT_THAT(outcome.out, HasSubstr("4 nodes: 1 Conv, 1 Flatten, 1 Gemm, 1 Relu; 47 parameters"));
  EXPECT_THAT(outcome.out, HasSubstr("breaks    v0 "));
  EXPECT_THAT(outcome.out, HasSubstr("the largest subgroup that still holds is 1"));
  // The convolution multiplies 72 times, the dense layer 24 times.
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("g_product +4 +384 +4 +47 "));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("already +1 +96 +1 +47 "));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("canonical +- "));
  EXPECT_THAT(outcome.out, HasSubstr("the file gives 3 numbers, expected a multiple of 4"));
  EXPECT_THAT(outcome.out, HasSubstr("if F commutes with C4 as it is"));
}

TEST_F(LiftCommand, InspectsWhatHasNoForm) {
  SmallModel small{{1, 4}};
  Outcome const outcome = run_equivarify({"inspect", file(small.then("Det").then("Relu").done())});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("no form: an operator without a form in a spec"));
  EXPECT_THAT(outcome.out, HasSubstr("depends on a node that has no form"));
}

} // namespace
} // namespace equivarify::testing
