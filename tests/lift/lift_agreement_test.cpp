/// \file
/// What is lifted is compared with its file: a wrong lift is refused before anything is written.
#include "equivarify/codegen/lift/lift_agreement.hpp"

#include "equivarify/codegen/commands/lift_files.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "lift/model_folder.hpp"
#include "lift/small_model.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

/// Pictures 1x4x4 to 8 numbers, and their softmax.
OnnxModel scores() {
  SmallModel small{{1, 1, 4, 4}};
  small.then("Conv", {small.weights("conv", {2, 1, 3, 3}), small.weights("bias", {2})});
  small.then("Relu").then("Flatten").then("MatMul", {small.weights("w", {8, 8})});
  return small.then("Softmax").done();
}

SpecFrame frame_under(std::string const& construction) {
  SpecFrame frame{.name = "scores",
                  .description = "",
                  .group = {{"cyclic", 4}},
                  .action = {{"r", "quarter_turn"}},
                  .construction = construction};
  for (int c = 0; c < (construction == "g_product" ? 8 : 2); ++c) {
    frame.classes.push_back(std::to_string(c));
  }
  return frame;
}

/// What `scores` is lifted to by a construction, next to the file.
class LiftAgreements : public ::testing::TestWithParam<char const*> {
protected:
  LiftedNetwork lifted = lift_network(scores(), "scores.onnx", {});
  Network network = parse_unwritten(spec_text(lifted, frame_under(GetParam())), "scores.json");
  ReferenceWeights<float> weights = weights_of(network, lifted);
  std::vector<Original> files{original_of(scores(), "scores.onnx", lifted)};
};

TEST_P(LiftAgreements, HoldInEachCopy) {
  LiftAgreement const found = compare_lift(files, network, weights);
  EXPECT_TRUE(found.holds());
  EXPECT_EQ(found.copies, network.copies());
  EXPECT_EQ(found.inputs, 3U);
  EXPECT_GT(found.bound, 0);
  EXPECT_LT(found.largest_difference, 1e-12);
}

TEST_P(LiftAgreements, ShowEachTensorOfWhichAWeightIsAnother) {
  for (ReferenceParameter<float>& parameter : weights) {
    float const right = parameter.values.front();
    parameter.values.front() += 0.125F;
    LiftAgreement const found = compare_lift(files, network, weights);
    EXPECT_FALSE(found.holds()) << parameter.name;
    EXPECT_NE(found.found, found.expected);
    parameter.values.front() = right;
  }
}

TEST_P(LiftAgreements, ShowNumbersInAnotherOrder) {
  std::swap(files.front().output_order[2], files.front().output_order[5]);
  EXPECT_FALSE(compare_lift(files, network, weights).holds());
  std::swap(files.front().output_order[2], files.front().output_order[5]);
  std::swap(files.front().inputs.front().order[0], files.front().inputs.front().order[1]);
  EXPECT_FALSE(compare_lift(files, network, weights).holds());
}

TEST_P(LiftAgreements, ShowThatASoftmaxIsLeftOut) {
  files.front().model.outputs = scores().outputs;
  EXPECT_FALSE(compare_lift(files, network, weights).holds());
}

TEST_P(LiftAgreements, SaySoBeforeAnythingIsWritten) {
  LiftedModels wrong{lifted, files};
  wrong.network.layers.front().tensors.front().values.front() += 0.125F;
  TemporaryFolder const folder;
  std::ostringstream text;
  Console console{.out = text, .err = text};
  std::filesystem::path const place = folder.path() / "lifted";
  try {
    write_lifted(place, wrong, frame_under(GetParam()), true, console);
    FAIL() << "a wrong lift is written";
  } catch (std::logic_error const& error) {
    EXPECT_THAT(error.what(), HasSubstr("what is lifted of scores.onnx is off: the largest"));
    EXPECT_THAT(error.what(), HasSubstr("by the file"));
  }
  EXPECT_FALSE(std::filesystem::exists(place));
  EXPECT_EQ(text.str(), "");
  write_lifted(place, wrong, frame_under(GetParam()), false, console);
  EXPECT_THAT(text.str(), HasSubstr("not compared with the file (--no-compare)"));
}

INSTANTIATE_TEST_SUITE_P(Constructions,
                         LiftAgreements,
                         ::testing::Values("g_product", "reynolds", "canonical"),
                         [](auto const& row) { return std::string{row.param}; });

class LiftCompares : public ModelFolder {
protected:
  [[nodiscard]] std::vector<std::string> lifting(OnnxModel const& model) const {
    return {
        "lift", file(model), "--group", "C2", "--input-action", "negate", "--output-dir", folder()};
  }
};

TEST_F(LiftCompares, SaysHowFarItIsOff) {
  SmallModel small{{1, 4}};
  OnnxModel const model = small.then("MatMul", {small.weights("w", {4, 3})}).done();
  Outcome const outcome = run_equivarify(lifting(model));
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("compared with net.onnx: 3 inputs, 2 copies of F at each, largest"));
}

TEST_F(LiftCompares, NamesWhatTheEvaluatorDoesNotKnow) {
  SmallModel small{{1, 1, 2, 2}};
  std::string const none = small.constant("none", {0}, std::vector<float>{});
  std::string const scales = small.constant("scales", {4}, std::vector<float>{1, 1, 2, 2});
  OnnxModel const model =
      small.then("Resize", {none, scales}, {{"mode", std::string{"cubic"}}}).done();
  Outcome const outcome = run_equivarify(lifting(model));
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("not compared with net.onnx: this kind of Resize is not evaluated"));
}

TEST_F(LiftCompares, DoesNotIfNotAsked) {
  SmallModel small{{1, 4}};
  std::vector<std::string> arguments = lifting(small.then("Relu").done());
  arguments.emplace_back("--no-compare");
  Outcome const outcome = run_equivarify(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("not compared with the file (--no-compare)"));
}

} // namespace
} // namespace equivarify::testing
