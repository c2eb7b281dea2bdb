/// \file
/// `lift --spec`, `--input-shape` and several `--target`; what `inspect` says that lifts cost.
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "lift/model_folder.hpp"
#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using codegen::ExitCode;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

std::string text_of(fs::path const& file) {
  std::ifstream stream{file};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// Pictures of any size, of which each channel is averaged.
OnnxModel of_any_size() {
  SmallModel small{{1, 2, 4, 4}};
  small.model.inputs.front().shape = {
      std::string{"batch"}, std::int64_t{2}, std::string{"rows"}, std::string{}};
  small.then("Conv", {small.weights("w", {3, 2, 3, 3}), small.weights("b", {3})});
  return small.then("Relu").then("GlobalAveragePool").then("Flatten").done();
}

class LiftSpec : public ModelFolder {
protected:
  /// A spec next to the model, which is lifted.
  [[nodiscard]] Outcome lift(OnnxModel const& model, std::string const& spec) const {
    fs::path const path = fs::path{file(model)}.parent_path() / "asked.json";
    codegen::write_file(path, spec);
    return run_equivarify(
        {"lift", "--spec", path.string(), "--input-shape", "1,2,5,4", "--output-dir", folder()});
  }
};

TEST_F(LiftSpec, SaysTheRestOfTheSpec) {
  std::string const spec = R"({
    "name": "asked", "group": {"cyclic": 2}, "input": {"action": {"r": "half_turn"}},
    "network": "net.onnx", "seed": 5, "training": {"epochs": 7},
    "labels": {"classes": ["a", "b", "c"], "elements": {"r": "turned"}}})";
  Outcome const outcome = lift(of_any_size(), spec);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  codegen::Network const network = codegen::load_network(folder() + "/asked.json");
  EXPECT_EQ(network.labels.classes, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(network.labels.element_labels[1], "turned");
  EXPECT_EQ(network.seed, 5U);
  EXPECT_EQ(network.training.epochs, 7U);
  EXPECT_EQ(network.input, (codegen::Shape{.channels = 2, .rows = 5, .columns = 4}));
  // What the command line says becomes the same, but for names.
  std::string const weights = text_of(folder() + "/weights.safetensors");
  ASSERT_EQ(run_equivarify({"lift",
                            file(of_any_size()),
                            "--group",
                            "C2",
                            "--input-action",
                            "half_turn",
                            "--input-shape",
                            "x=1,2,5,4",
                            "--output-dir",
                            folder()})
                .code,
            ExitCode::done);
  codegen::Network const other = codegen::load_network(folder() + "/net.json");
  EXPECT_EQ(other.network_sha256, network.network_sha256);
  EXPECT_EQ(text_of(folder() + "/weights.safetensors").size(), weights.size());
}

TEST_F(LiftSpec, SaysWhatComesOut) {
  std::string const start = R"({"name": "asked", "group": {"cyclic": 2},
    "input": {"action": {"r": "half_turn"}}, "network": "net.onnx", )";
  Outcome const heads = lift(
      of_any_size(),
      start + R"("output": {"turn": {"head": "vector", "units": 3, "action": {"r": "negate"}}}})");
  ASSERT_EQ(heads.code, ExitCode::done) << heads.err;
  EXPECT_EQ(codegen::load_network(folder() + "/asked.json").outputs.at(0).name, "turn");
  Outcome const wrong = lift(of_any_size(), start + R"("labels": {"classes": ["a", "b"]}})");
  EXPECT_EQ(wrong.code, ExitCode::bad_input);
  EXPECT_THAT(wrong.err, HasSubstr("2 names for 3 outputs"));
  EXPECT_THAT(wrong.err, HasSubstr("asked.json:2:"));
  Outcome const claimed = lift(of_any_size(), start + R"("already": {"subgroup": ["r"]}})");
  EXPECT_EQ(claimed.code, ExitCode::refuted) << claimed.err;
  EXPECT_THAT(claimed.out, HasSubstr("no spec is written"));
}

TEST_F(LiftSpec, RefusesWhatIsNone) {
  Outcome const layers = lift(of_any_size(),
                              R"({"name": "asked", "group": {"cyclic": 2},
    "input": {"action": {"r": "half_turn"}}, "network": []})");
  EXPECT_EQ(layers.code, ExitCode::bad_input);
  EXPECT_THAT(layers.err, HasSubstr("the path of an ONNX file"));
  Outcome const shaped = lift(of_any_size(),
                              R"({"name": "asked", "group": {"cyclic": 2},
    "input": {"shape": [2, 5, 4], "action": {"r": "half_turn"}}, "network": "net.onnx"})");
  EXPECT_THAT(shaped.err, HasSubstr("\"shape\""));
  Outcome const both =
      run_equivarify({"lift", "net.onnx", "--spec", "asked.json", "--output-dir", folder()});
  EXPECT_THAT(both.err, HasSubstr("or --spec, which says them, alone"));
  Outcome const more =
      run_equivarify({"lift", "--spec", "asked.json", "--classes", "a", "--output-dir", folder()});
  EXPECT_THAT(more.err, HasSubstr("--spec says what is lifted"));
  EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(LiftSpec, RefusesShapesThatAreNone) {
  std::string const model = file(of_any_size());
  auto const message = [&](std::vector<std::string> const& shapes) {
    std::vector<std::string> arguments{"inspect", model};
    for (std::string const& shape : shapes) {
      arguments.insert(arguments.end(), {"--input-shape", shape});
    }
    Outcome const outcome = run_equivarify(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err;
  };
  EXPECT_THAT(message({}), HasSubstr("one size, as --input-shape says"));
  EXPECT_THAT(message({"1,2,x,4"}), HasSubstr("sizes from 1 to 2^24"));
  EXPECT_THAT(message({"1,2,,4"}), HasSubstr("sizes from 1 to 2^24"));
  EXPECT_THAT(message({"y=1,2,5,4"}), HasSubstr("with one of the inputs x"));
  EXPECT_THAT(message({"1,2,5,4", "x=1,2,5,4"}), HasSubstr("not two for x"));
  for (std::string const shape : {"1,3,5,4", "2,2,5,4", "1,2,5", "1,2,5,4,1"}) {
    EXPECT_THAT(message({shape}), HasSubstr("an input of another shape than --input-shape says"));
  }
}

TEST_F(LiftSpec, IsLiftedOpaquelyAtTheSizeThatIsGiven) {
  Outcome const outcome = run_equivarify({"lift",
                                          file(of_any_size()),
                                          "--opaque",
                                          "--group",
                                          "C2",
                                          "--input-action",
                                          "half_turn",
                                          "--input-shape",
                                          "1,2,5,4",
                                          "--output-dir",
                                          folder()});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  std::vector<codegen::OnnxExtent> const shape{
      std::string{"batch"}, std::int64_t{2}, std::int64_t{5}, std::int64_t{4}};
  EXPECT_EQ(codegen::read_onnx(folder() + "/net.onnx").inputs.at(0).shape, shape);
}

TEST_F(LiftSpec, GeneratesSeveralTargets) {
  std::vector<std::string> arguments{"lift",
                                     file(of_any_size()),
                                     "--group",
                                     "C2",
                                     "--input-action",
                                     "half_turn",
                                     "--input-shape",
                                     "1,2,5,4",
                                     "--output-dir",
                                     folder(),
                                     "--target",
                                     "onnx"};
  ASSERT_EQ(run_equivarify(arguments).code, ExitCode::done);
  EXPECT_TRUE(fs::exists(folder() + "/generated/net.onnx"));
  arguments.insert(arguments.end(), {"--target", "vnnlib"});
  Outcome const outcome = run_equivarify(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_TRUE(fs::exists(folder() + "/generated/onnx/net.onnx"));
  EXPECT_FALSE(fs::is_empty(folder() + "/generated/vnnlib"));
  std::size_t const queries = outcome.out.find("query_1.vnnlib");
  ASSERT_NE(queries, std::string::npos);
  EXPECT_NE(outcome.out.find("net.onnx, read back: 4 inputs", queries), std::string::npos);
  arguments.back() = "fortran";
  EXPECT_EQ(run_equivarify(arguments).code, ExitCode::bad_input);
}

// Where they have outputs for each element: one pose, or all of them and their mean.
TEST_F(LiftSpec, InspectsWhatAPoseCosts) {
  SmallModel small{{1, 1, 4, 4}};
  small.then("Flatten").then("Gemm", {small.weights("w", {16, 8}), small.weights("b", {8})});
  Outcome const outcome = run_equivarify(
      {"inspect", file(small.done()), "--group", "C4", "--input-action", "quarter_turn"});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("reynolds +4 +512 +4 +136 "));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("canonical +1 +128 +1 +136 "));
  EXPECT_THAT(outcome.out, ::testing::Not(HasSubstr("kernel_quotient")));
}

TEST_F(LiftSpec, InspectsAKernel) {
  SmallModel small{{1, 4}};
  OnnxModel const model = small.then("Gemm", {small.weights("w", {4, 3})}).done();
  Outcome const outcome =
      run_equivarify({"inspect", file(model), "--group", "C4", "--input-action", "negate"});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("kernel_quotient +2 +24 +2 +12 "));
}

} // namespace
} // namespace equivarify::testing
