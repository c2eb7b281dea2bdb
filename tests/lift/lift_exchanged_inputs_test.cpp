/// \file
/// Models with inputs that the group exchanges.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lift/model_folder.hpp"
#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using codegen::ExitCode;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx_at;
using codegen::onnx_run::size_of;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

/// Two cameras and a speed: what the right one sees counts against what the left one does.
OnnxModel stereo() {
  SmallModel small{{1, 1, 2, 3}};
  small.model.inputs = {
      {"right", {std::int64_t{1}, std::int64_t{1}, std::int64_t{2}, std::int64_t{3}}},
      {"Left", {std::int64_t{1}, std::int64_t{1}, std::int64_t{2}, std::int64_t{3}}},
      {"speed", {std::int64_t{1}, std::int64_t{2}}}};
  std::string const kernel = small.weights("w", {2, 1, 2, 2});
  std::string const left = small.on("Conv", {"Left", kernel}).then("Relu").then("Flatten").last;
  small.on("Conv", {"right", small.weights("v", {2, 1, 2, 2})}).then("Tanh");
  std::string const right = small.then("Flatten").last;
  std::string const row =
      small.on("Concat", {left, right, "speed"}, {{"axis", std::int64_t{1}}}).last;
  return small.on("Gemm", {row, small.weights("u", {10, 2})}).done();
}

using Inputs = std::map<std::string, Array>;

Inputs stereo_inputs() {
  Inputs inputs{
      {"Left", {{1, 1, 2, 3}, {}}}, {"right", {{1, 1, 2, 3}, {}}}, {"speed", {{1, 2}, {}}}};
  double angle = 0;
  for (auto& [name, array] : inputs) {
    for (std::size_t i = 0; i < size_of(array.shape); ++i) {
      array.values.push_back(std::sin(angle += 1.7));
    }
  }
  return inputs;
}

Array flipped(Array picture) {
  for (std::size_t row = 0; row < 2; ++row) {
    std::swap(picture.values[3 * row], picture.values[3 * row + 2]);
  }
  return picture;
}

/// The mirror: each camera sees the mirror image of what the other saw, and the speed turns round
/// in its first entry.
Inputs mirrored(Inputs const& inputs) {
  Array speed = inputs.at("speed");
  speed.values[0] = -speed.values[0];
  return {{"Left", flipped(inputs.at("right"))},
          {"right", flipped(inputs.at("Left"))},
          {"speed", speed}};
}

std::vector<std::string> const mirror_of_stereo{"--group",
                                                "C2",
                                                "--input-action",
                                                "Left=flip_columns",
                                                "--input-action",
                                                "right=flip_columns",
                                                "--input-action",
                                                R"(speed={"signs": [-1, 1]})",
                                                "--input-from",
                                                "Left=right",
                                                "--input-from",
                                                "right=left"};

class LiftOfStereo : public ModelFolder {
protected:
  Outcome lift(std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"lift", file(stereo()), "--output-dir", folder()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_equivarify(arguments);
  }
};

TEST_F(LiftOfStereo, ExchangesTheCameras) {
  Outcome const outcome = lift(mirror_of_stereo);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  codegen::Network const network = codegen::load_network(folder() + "/net.json");
  auto const weights =
      codegen::in_double(codegen::read_weights(network, folder() + "/weights.safetensors"));
  Inputs const inputs = stereo_inputs();
  std::vector<double> x;
  for (char const* const name : {"Left", "right", "speed"}) {
    x.insert(x.end(), inputs.at(name).values.begin(), inputs.at(name).values.end());
  }
  auto const copies = codegen::evaluate(network, weights, x).back().copies;
  Array const own = evaluate_onnx_at(stereo(), inputs);
  Array const other = evaluate_onnx_at(stereo(), mirrored(inputs));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(copies.at(0).at(i), own.values[i], 1e-6);
    EXPECT_NEAR(copies.at(1).at(i), other.values[i], 1e-6);
    EXPECT_GT(std::abs(own.values[i] - other.values[i]), 1e-3);
  }
  EXPECT_EQ(run_equivarify({"verify", folder() + "/net.json", "--tests", "1"}).code,
            ExitCode::done);
}

TEST_F(LiftOfStereo, ExchangesThemWithoutALookAtTheGraph) {
  std::vector<std::string> arguments = mirror_of_stereo;
  arguments.emplace_back("--opaque");
  Outcome const outcome = lift(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  OnnxModel const lifted = codegen::read_onnx(folder() + "/net.onnx");
  EXPECT_EQ(lifted.inputs, stereo().inputs);
  Inputs const inputs = stereo_inputs();
  Array const own = evaluate_onnx_at(stereo(), inputs);
  Array const other = evaluate_onnx_at(stereo(), mirrored(inputs));
  Array const all = evaluate_onnx_at(lifted, inputs);
  Array const all_mirrored = evaluate_onnx_at(lifted, mirrored(inputs));
  ASSERT_EQ(all.shape, (std::vector<std::size_t>{1, 2, 2}));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(all.values[i], own.values[i]);
    EXPECT_EQ(all.values[2 + i], other.values[i]);
    EXPECT_EQ(all_mirrored.values[i], all.values[2 + i]);
    EXPECT_EQ(all_mirrored.values[2 + i], all.values[i]);
  }
}

// Each by itself: whole numbers stay what they are, and no row of all inputs is made.
TEST_F(LiftOfStereo, MovesOpaqueInputsThatKeepTheirEntriesByThemselves) {
  SmallModel small{{1, 3}};
  small.model.inputs.push_back(
      {"count", {std::int64_t{1}, std::int64_t{3}}, codegen::OnnxType::int64});
  OnnxModel const model = small.on("Gather", {"x", "count"}, {{"axis", std::int64_t{1}}}).done();
  std::vector<std::string> const arguments{"lift",
                                           file(model),
                                           "--opaque",
                                           "--group",
                                           "C3",
                                           "--input-action",
                                           R"(x={"permutation": [1, 2, 0]})",
                                           "--input-action",
                                           R"(count={"permutation": [2, 0, 1]})",
                                           "--output-dir",
                                           folder()};
  ASSERT_EQ(run_equivarify(arguments).code, ExitCode::done);
  OnnxModel const lifted = codegen::read_onnx(folder() + "/net.onnx");
  EXPECT_EQ(std::count_if(lifted.nodes.begin(),
                          lifted.nodes.end(),
                          [](auto const& node) { return node.type == "Concat"; }),
            1); // of the outputs
  std::vector<std::string> exchanged = arguments;
  exchanged[4] = "C2";
  exchanged[6] = "x=identity";
  exchanged[8] = "count=identity";
  exchanged.insert(exchanged.end(), {"--input-from", "x=count", "--input-from", "count=x"});
  Outcome const outcome = run_equivarify(exchanged);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("an input that cannot be moved so"));
  EXPECT_THAT(outcome.err, HasSubstr("with which it exchanges entries"));
}

TEST_F(LiftOfStereo, IsInspected) {
  std::string const model = file(stereo());
  EXPECT_EQ(run_equivarify({"inspect", model}).code, ExitCode::done);
  std::vector<std::string> arguments{"inspect", model};
  arguments.insert(arguments.end(), mirror_of_stereo.begin(), mirror_of_stereo.end());
  Outcome const outcome = run_equivarify(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("is found for models of one input alone"));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("g_product +2 "));
  EXPECT_THAT(outcome.out, HasSubstr("already: an input of several parts"));
  arguments.resize(arguments.size() - 4);
  arguments.insert(arguments.end(), {"--input-from", "Left=rigth"});
  EXPECT_THAT(run_equivarify(arguments).err, HasSubstr("did you mean \"right\"?"));
}

TEST_F(LiftOfStereo, RefusesSourcesThatAreNone) {
  auto const message = [&](std::string const& source, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{mirror_of_stereo.begin(), mirror_of_stereo.begin() + 8};
    arguments.insert(arguments.end(), {"--input-from", source});
    arguments.insert(arguments.end(), more.begin(), more.end());
    Outcome const outcome = lift(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err;
  };
  EXPECT_THAT(message("Left=rigth"),
              HasSubstr("--input-from: found 'Left=rigth', expected NAME=OTHER with one of the "
                        "inputs Left, right, speed; did you mean \"right\"?"));
  EXPECT_THAT(message("Left=speed"), HasSubstr("two parts take the entries of one"));
  EXPECT_THAT(message("Left=speed", {"--opaque"}), HasSubstr("two parts take the entries of one"));
  EXPECT_THAT(message("Left=right", {"--input-from", "left=Left"}),
              HasSubstr("--input-from: found two for Left, expected one for each input"));
  SmallModel small{{1, 3}};
  Outcome const one = run_equivarify({"lift",
                                      file(small.then("Relu").done()),
                                      "--group",
                                      "C2",
                                      "--input-action",
                                      "negate",
                                      "--input-from",
                                      "x=x",
                                      "--output-dir",
                                      folder()});
  EXPECT_THAT(one.err, HasSubstr("found one input, expected several"));
}

} // namespace
} // namespace equivarify::testing
