/// \file
/// Networks of others that are equivariant as they are.
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
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
using ::testing::Not;

/// Its kernel is a mirror image of itself from left to right, and so is its dense layer up to the
/// first two outputs, which are exchanged. \p loose is added to the last weight of the kernel.
OnnxModel mirrored(float loose = 0) {
  SmallModel small{{1, 1, 3, 3}};
  std::string const kernel =
      small.constant<float>("w", {1, 1, 3, 3}, {1, 2, 1, -1, 0.5F, -1, 3, -2, 3 + loose});
  small.then("Conv", {kernel}, {{"pads", Extents{1, 1, 1, 1}}}).then("Relu").then("Flatten");
  std::vector<float> dense;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      auto const weight = [&](int place) { return static_cast<float>(row + 2 * place); };
      dense.insert(dense.end(),
                   {weight(column), weight(2 - column), 1.0F + static_cast<float>(row)});
    }
  }
  return small.then("Gemm", {small.constant("d", {9, 3}, std::move(dense))}).done();
}

class LiftAlready : public ModelFolder {
protected:
  Outcome lift(OnnxModel const& model, std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"lift",
                                       file(model),
                                       "--group",
                                       "D4",
                                       "--input-action",
                                       "r=quarter_turn,s=flip_columns",
                                       "--construction",
                                       "already",
                                       "--output-dir",
                                       folder()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_equivarify(arguments);
  }
};

std::vector<std::string> const under_the_flip{
    "--subgroup", "s", "--output", R"(permuted:{"s": {"permutation": [1, 0, 2]}})"};

TEST_F(LiftAlready, IsCoinducedWhereTheClaimIsProved) {
  Outcome const outcome = lift(mirrored(), under_the_flip);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("holds    already          F(h x) = h F(x) for h in <s>"));
  codegen::Network const network = codegen::load_network(folder() + "/net.json");
  EXPECT_EQ(network.copies(), 4U); // of 8
  EXPECT_EQ(network.construction->class_sources.back(), (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(run_equivarify({"verify", folder() + "/net.json", "--tests", "1"}).code,
            ExitCode::done);
  EXPECT_NO_THROW(
      static_cast<void>(codegen::read_weights(network, folder() + "/weights.safetensors")));
}

TEST_F(LiftAlready, IsRefutedByAnInputOfTheseWeights) {
  Outcome const outcome = lift(mirrored(0.5F), under_the_flip);
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_THAT(outcome.out, HasSubstr("REFUTED  already"));
  EXPECT_THAT(outcome.out,
              HasSubstr("its weights are not tied: number 8 is 3.5, and the claim needs 3"));
  EXPECT_THAT(outcome.out, HasSubstr("h = s\n"));
  EXPECT_THAT(outcome.out, HasSubstr("x = 1 at "));
  EXPECT_THAT(outcome.out, HasSubstr(" in h F(x)"));
  EXPECT_THAT(outcome.out, HasSubstr("no spec is written"));
  EXPECT_FALSE(std::filesystem::exists(folder()));
}

// In single precision both numbers are 17.
TEST_F(LiftAlready, IsRefutedByTwoNumbersThatLookDifferent) {
  SmallModel small{{1, 2}};
  std::string const weights = small.constant<float>("w", {2, 1}, {1, 1 + 0x1p-23F});
  std::string const bias = small.constant<float>("b", {1}, {16});
  OnnxModel const model = small.then("Gemm", {weights, bias}).done();
  Outcome const outcome = run_equivarify({"lift",
                                          file(model),
                                          "--group",
                                          "C2",
                                          "--input-action",
                                          R"({"permutation": [1, 0]})",
                                          "--construction",
                                          "already",
                                          "--output-dir",
                                          folder()});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  std::smatch numbers;
  std::regex const line(R"(entry 0: (\S+) in F\(h x\), (\S+) in h F\(x\))");
  ASSERT_TRUE(std::regex_search(outcome.out, numbers, line)) << outcome.out;
  EXPECT_NE(numbers[1], numbers[2]);
  EXPECT_EQ(std::stof(numbers[1]), std::stof(numbers[2]));
}

TEST_F(LiftAlready, SaysWhatItDoesAndWhatItLeavesOut) {
  std::vector<std::string> options = under_the_flip;
  options.insert(options.end(), {"--progress", "--budget", "1e-9"});
  Outcome const cut = lift(mirrored(), options);
  EXPECT_EQ(cut.code, ExitCode::unfinished) << cut.out << cut.err;
  EXPECT_THAT(cut.out, HasSubstr("UNFINISHED  already"));
  EXPECT_THAT(cut.out, HasSubstr("left out, as there was no time: 4 of 4 layers, from v0 on"));
  EXPECT_THAT(cut.out, HasSubstr("no spec is written"));
  EXPECT_FALSE(std::filesystem::exists(folder()));

  options.back() = "600";
  Outcome const done = lift(mirrored(), options);
  EXPECT_EQ(done.code, ExitCode::done) << done.out << done.err;
  EXPECT_THAT(done.err, HasSubstr("layer v3\n"));
}

TEST_F(LiftAlready, IsRefutedUnderMoreThanItsSymmetries) {
  EXPECT_EQ(lift(mirrored(), {"--output", "invariant"}).code, ExitCode::refuted);
  Outcome const stays = lift(mirrored(), {"--subgroup", "s", "--output", "invariant"});
  EXPECT_EQ(stays.code, ExitCode::refuted); // it exchanges two outputs
  EXPECT_THAT(stays.out, HasSubstr("v3: its weights are not tied"));
}

// Two channels that the flip exchanges: the layers do not commute one by one, the network does.
TEST_F(LiftAlready, IsNotProvedWhereLayersExchangeTheirChannels) {
  SmallModel small{{1, 1, 1, 3}};
  std::string const kernels = small.constant<float>("w", {2, 1, 1, 3}, {1, 2, 5, 5, 2, 1});
  small.then("Conv", {kernels}, {{"pads", Extents{0, 1, 0, 1}}}).then("Relu").then("Flatten");
  std::string const dense = small.constant<float>("d", {6, 1}, {1, 2, 3, 3, 2, 1});
  OnnxModel const model = small.then("Gemm", {dense}).done();
  Outcome const outcome = run_equivarify({"lift",
                                          file(model),
                                          "--group",
                                          "C2",
                                          "--input-action",
                                          "flip_columns",
                                          "--construction",
                                          "already",
                                          "--output-dir",
                                          folder()});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_THAT(outcome.out, HasSubstr("NOT PROVED"));
  EXPECT_THAT(outcome.out, HasSubstr("which proves nothing"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("refutes")));
  EXPECT_FALSE(std::filesystem::exists(folder()));
}

TEST_F(LiftAlready, RefusesWhatIsNoClaim) {
  auto const message = [&](std::vector<std::string> const& more) {
    Outcome const outcome = lift(mirrored(), more);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err;
  };
  EXPECT_THAT(message({"--output", "grid"}),
              HasSubstr("--construction already: expected one model, and --output invariant, or "
                        "permuted:MOTIONS"));
  EXPECT_THAT(message({"--output", R"(permuted:{"r": "negate", "s": "negate"})"}),
              HasSubstr("with motions that change no signs"));
  EXPECT_THAT(message({"--subgroup", "t"}), HasSubstr("1 problem in net.json (not written)"));
  Outcome const other = run_equivarify({"lift",
                                        file(mirrored()),
                                        "--group",
                                        "C2",
                                        "--input-action",
                                        "half_turn",
                                        "--subgroup",
                                        "r",
                                        "--output-dir",
                                        folder()});
  EXPECT_EQ(other.code, ExitCode::bad_input);
  EXPECT_THAT(other.err, HasSubstr("expected --construction already with it"));
  EXPECT_THAT(run_equivarify({"lift",
                              file(mirrored()),
                              "--group",
                              "C2",
                              "--input-action",
                              "half_turn",
                              "--budget",
                              "5",
                              "--output-dir",
                              folder()})
                  .err,
              HasSubstr("--budget and --progress are of the proof"));
}

} // namespace
} // namespace equivarify::testing
