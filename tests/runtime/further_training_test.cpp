/// \file
/// Trainings that go on from something: a finished one, weights, weights of other origin.
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "runtime/toy_program.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using nlohmann::json;
using toy::contents;
using toy::Result;
using toy::run;

class FurtherTraining : public toy::Program {};

TEST_F(FurtherTraining, ProlongsAFinishedTraining) {
  train();
  Result const longer = train({"--epochs", "3"});
  EXPECT_EQ(longer.outcome, runtime::Outcome::success) << longer.err;
  EXPECT_NE(longer.out.find("going on after step 14 of 21, prolonged: the learning rate begins "
                            "anew\n"),
            std::string::npos);
  json const summary = json::parse(contents(output_ / "training.json"));
  EXPECT_EQ(summary["schedules"], (json{0, 14}));
  EXPECT_EQ(summary["epochs"].size(), 3U);
  EXPECT_NE(train({"--epochs", "3"}).out.find("already trained"), std::string::npos);
}

TEST_F(FurtherTraining, StartsFromGivenWeights) {
  train();
  std::string const more = (folder_ / "more").string();
  std::vector<std::string> const command{
      "train", "--data", data_, "--output", more, "--epochs", "1", "--from", weights_};
  Result const result = run(command);
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_NE(result.out.find("starting from the weights " + weights_ + "\n"), std::string::npos);
  json const first = json::parse(contents(output_ / "training.json"));
  json const second = json::parse(contents(fs::path(more) / "training.json"));
  EXPECT_TRUE(first["first_weights_sha256"].is_null());
  EXPECT_EQ(second["first_weights_sha256"], first["weights_sha256"]);
  EXPECT_LT(second["epochs"][0]["loss"], first["epochs"][0]["loss"]);
  EXPECT_EQ(run(command).out.find("already trained"), 0U);
}

TEST_F(FurtherTraining, EvaluatesACheckpointToo) {
  train();
  auto const evaluate = [&](std::string const& file) {
    json result =
        json::parse(run({"evaluate", "--data", data_, "--weights", file, "--json", "-"}).out);
    return result["random_turn"];
  };
  EXPECT_EQ(evaluate((output_ / "checkpoint.safetensors").string()), evaluate(weights_));
}

TEST_F(FurtherTraining, AdoptsWeightsOfOtherOrigin) {
  train();
  std::string const foreign = (folder_ / "foreign.safetensors").string();
  runtime::TensorFile file = runtime::decode_safetensors(runtime::read_bytes(weights_), weights_);
  file.metadata.clear();
  runtime::write_atomically(foreign, runtime::encode_safetensors(file));
  EXPECT_NE(run({"evaluate", "--data", data_, "--weights", foreign}).err.find("`toy adopt` makes"),
            std::string::npos);
  std::string const adopted = (folder_ / "adopted.safetensors").string();
  Result const result = run({"adopt", foreign, "--output", adopted});
  EXPECT_EQ(result.outcome, runtime::Outcome::success) << result.err;
  EXPECT_EQ(contents(adopted), contents(weights_));
}

} // namespace
