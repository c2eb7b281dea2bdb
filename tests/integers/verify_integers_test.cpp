/// \file
/// What `verify` says of a network of integers.
#include "equivarify/codegen/integers/integer_verification.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "integers/integer_networks.hpp"
#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using ::testing::HasSubstr;

/// Pictures of 3 x 3 pixels that are black or white, of which there are 512.
struct Small {
  Small() {
    weights = random_integers(about, random);
    weights.input = {.scale = 1, .lowest = 0, .highest = 1};
    weights.layers.front().highest = 100;
    write();
  }

  void write() { save_integer_weights(weights, about, file); }

  [[nodiscard]] codegen::IntegerVerification verified(std::size_t inputs = 0) const {
    return codegen::verify_integers(network, file, {.inputs = inputs});
  }

  codegen::SpecText spec{.shape = "[1, 3, 3]", .network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "logits", "type": "dense", "units": 3}]}])"};
  codegen::Network network = spec.network_of();
  runtime::Description about = codegen::integer_description(network);
  runtime::Random random{1};
  runtime::IntegerWeights weights;
  ::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "int8.safetensors";
};

TEST(VerifyIntegers, ChecksEveryInputOfASmallDomain) {
  Small const small;
  codegen::IntegerVerification const verification = small.verified();
  EXPECT_TRUE(verification.all);
  EXPECT_EQ(verification.inputs, 512U);
  ASSERT_EQ(verification.statements.size(), 2U);
  EXPECT_EQ(verification.statements[0].numbers, 512U * 3);
  EXPECT_EQ(verification.statements[1].numbers, 512U * 4 * 12);
  EXPECT_TRUE(verification.holds());
  std::string const text = to_text(verification);
  EXPECT_THAT(text, HasSubstr("on all 512 inputs and 4 elements"));
  EXPECT_THAT(text,
              HasSubstr("N(g x) = g N(x) for every element g; 24,576 numbers compared, 0 differ"));
}

TEST(VerifyIntegers, SaysHowLargeSumsAreAtMost) {
  Small const small;
  codegen::IntegerVerification const verification = small.verified();
  ASSERT_EQ(verification.bounds.size(), 2U);
  EXPECT_EQ(verification.bounds[0].layer, "conv1");
  EXPECT_EQ(verification.bounds[0].limit, 2147483647U);
  EXPECT_EQ(verification.bounds[1].limit, 16777216U);
  EXPECT_LE(verification.bounds[0].highest, 100);
  EXPECT_THAT(to_text(verification), HasSubstr("  layer conv1: sums at most "));
  auto const json = nlohmann::json::parse(to_json(verification));
  EXPECT_EQ(json["layers"][0]["largest_sum"], verification.bounds[0].largest);
  EXPECT_EQ(json["statements"][1]["verdict"], "holds");
}

TEST(VerifyIntegers, TriesRandomInputsWhereThereAreTooMany) {
  Small small;
  small.weights.input = {};
  small.write();
  codegen::IntegerVerification const verification = small.verified(7);
  EXPECT_FALSE(verification.all);
  EXPECT_EQ(verification.inputs, 7U);
  EXPECT_TRUE(verification.holds());
  EXPECT_THAT(to_text(verification), HasSubstr("on random 7 inputs"));
}

TEST(VerifyIntegers, SaysTheInputForWhichNumbersDiffer) {
  codegen::IntegerVerification verification{
      .file = "q", .sha256 = "0", .bounds = {}, .statements = {}};
  verification.statements = {
      {.says = "a", .numbers = 2, .differing = 1, .counterexample = "x = [1]"}};
  EXPECT_FALSE(verification.holds());
  EXPECT_THAT(to_text(verification),
              HasSubstr("REFUTED  a; 2 numbers compared, 1 differ\n           x = [1]"));
}

TEST(VerifyIntegers, RefusesWhatCouldOverflow) {
  Small small;
  small.weights.layers.front().bias.front() = 2147483647;
  small.write();
  EXPECT_THAT([&] { return small.verified(); },
              ::testing::ThrowsMessage<runtime::DataError>(
                  HasSubstr("a sum of the layer conv1 can reach 2,147,")));
}

TEST(VerifyIntegers, IsAskedBeforeAnOnnxFileIsWritten) {
  Small small;
  std::string const spec = (small.folder.path() / "small.json").string();
  std::ofstream(spec) << small.spec.text();
  std::string const output = (small.folder.path() / "onnx").string();
  std::vector<std::string> const arguments{
      "generate", spec, "--target", "onnx", "--weights", small.file.string(), "--output", output};
  EXPECT_EQ(support::run_equivarify(arguments).code, codegen::ExitCode::done);
  std::filesystem::remove_all(output);
  small.weights.layers.front().bias.front() = 2147483647;
  small.write();
  support::Outcome const refused = support::run_equivarify(arguments);
  EXPECT_EQ(refused.code, codegen::ExitCode::bad_input);
  EXPECT_THAT(refused.err, HasSubstr("a sum of the layer conv1 can reach 2,147,"));
  EXPECT_FALSE(std::filesystem::exists(output));
}

TEST(VerifyIntegers, RefusesOtherFiles) {
  Small const small;
  std::ofstream(small.file) << "no integers";
  EXPECT_THAT([&] { return small.verified(); },
              ::testing::ThrowsMessage<codegen::WeightsError>(
                  HasSubstr("does not say that it holds integers")));
}

TEST(VerifyIntegers, IsSaidByTheCommand) {
  Small const small;
  std::string const spec = (small.folder.path() / "small.json").string();
  std::ofstream(spec) << small.spec.text();
  std::vector<std::string> arguments{
      "verify", spec, "--weights", small.file.string(), "--tests", "1", "--inputs", "1"};
  support::Outcome const text = support::run_equivarify(arguments);
  EXPECT_EQ(text.code, codegen::ExitCode::done) << text.err;
  EXPECT_THAT(text.out, HasSubstr("VERIFIED\nintegers of "));
  arguments.emplace_back("--json");
  auto const json = nlohmann::json::parse(support::run_equivarify(arguments).out);
  EXPECT_EQ(json["integers"]["inputs"], 512);
  std::ofstream(small.file) << "no integers";
  support::Outcome const refused = support::run_equivarify(arguments);
  EXPECT_EQ(refused.code, codegen::ExitCode::bad_input);
  EXPECT_THAT(refused.err, HasSubstr("does not say that it holds integers"));
}

} // namespace
} // namespace equivarify::testing
