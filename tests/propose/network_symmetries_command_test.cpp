/// \file
/// `symmetries` on ONNX files.
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <random>

#include "algebra/symmetries/planted.hpp"
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

class NetworkSymmetries : public ModelFolder {};

/// y0 = |x0| + 2 x2, y1 = |x1| + 2 x2: x0 and x1 are exchanged with the outputs, and each may
/// change its sign: the eight motions of a square.
OnnxModel two_distances() {
  SmallModel small{{1, 3}};
  std::string const in = small.constant<float>(
      "in", {3, 6}, {1, -1, 0, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 2, -2});
  std::string const out =
      small.constant<float>("out", {6, 2}, {1, 0, 1, 0, 0, 1, 0, 1, 1, 1, -1, -1});
  return small.then("MatMul", {in}).then("Relu").then("MatMul", {out}).done();
}

TEST_F(NetworkSymmetries, AreFoundAndWrittenAsALiftedNetwork) {
  Outcome const outcome = run_equivarify(
      {"symmetries", file(two_distances()), "--tested", "200", "--output-dir", folder()});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("proposes a group of order 8, D4"));
  EXPECT_THAT(outcome.out, HasSubstr("held"));
  std::string const spec = folder() + "/net.json";
  EXPECT_EQ(run_equivarify({"check", spec}).code, ExitCode::done);
  codegen::Network const network = codegen::load_network(spec);
  EXPECT_EQ(network.group.order(), 8U);
  EXPECT_TRUE(fs::exists(folder() + "/weights.safetensors"));
}

TEST_F(NetworkSymmetries, AreBoundedByTheNumberOfTrials) {
  Outcome const outcome = run_equivarify({"symmetries",
                                          file(two_distances()),
                                          "--search",
                                          "never",
                                          "--motion",
                                          R"({"signs": [-1, 1, 1]})",
                                          "--motion",
                                          "negate",
                                          "--tested",
                                          "100",
                                          "--json"});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  auto const report = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(report["candidates"][0]["verdict"], "held");
  // Two candidates share the level: 1 - 0.025^(1/100).
  EXPECT_NEAR(report["candidates"][0]["share_bound"].get<double>(), 0.03622, 1e-5);
  EXPECT_EQ(report["candidates"][1]["verdict"], "fails");
  EXPECT_EQ(report["candidates"][1]["failing"], 100);
}

// x2 alone, of one sign: only the exchange of x0 and x1 is left of the box from 0 to 1.
TEST_F(NetworkSymmetries, KeepToTheBox) {
  std::string const model = file(two_distances());
  EXPECT_THAT(run_equivarify({"symmetries", model, "--tested", "100", "--lowest", "0"}).out,
              HasSubstr("proposes a group of order 2, C2"));
  Outcome const outcome = run_equivarify({"symmetries", model, "--lowest", "0,1"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("2 bounds of 3 entries of the input"));
  EXPECT_THAT(run_equivarify({"symmetries", model, "--highest", "1;2"}).err,
              HasSubstr("--highest: found '1;2', expected numbers with commas between them"));
}

/// A table of inputs, of which the first is above 0.
std::string inputs_of_one_sign() {
  std::mt19937_64 random{2};
  std::string text = "inputs.0,inputs.1,inputs.2\n";
  for (int r = 0; r < 300; ++r) {
    double const x = support::uniform(random);
    double const y = support::uniform(random) - 0.5;
    text += fmt::format("{:.5f},{:.5f},{:.5f}\n", x, y, support::uniform(random));
  }
  return text;
}

// On inputs from a file only the sign of x1 is left of the eight motions.
TEST_F(NetworkSymmetries, KeepToTheInputsThatAreGiven) {
  std::string const model = file(two_distances());
  fs::path const table = fs::path{model}.parent_path() / "states.csv";
  codegen::write_file(table, inputs_of_one_sign());
  Outcome const outcome =
      run_equivarify({"symmetries", model, "--tested", "100", "--inputs", table.string()});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("3 inputs from " + table.string() + " (150 of them searched)"));
  EXPECT_THAT(outcome.out, HasSubstr("proposes a group of order 2, C2"));
  EXPECT_THAT(outcome.out, HasSubstr("(1 -1)"));
  EXPECT_THAT(
      run_equivarify({"symmetries", model, "--inputs", table.string(), "--lowest", "0"}).err,
      HasSubstr("--inputs takes the place of --lowest and --highest"));
  codegen::write_file(table, "inputs.0,inputs.1\n1,2\n");
  EXPECT_THAT(run_equivarify({"symmetries", model, "--inputs", table.string()}).err,
              HasSubstr("samples of 2 numbers, expected 3 as the network's input has"));
}

/// |x0 - z0| + 2 |x1 + z1|: the two inputs may be exchanged, with a change of sign or without.
OnnxModel two_inputs() {
  SmallModel small{{1, 2}};
  small.model.inputs.push_back({"z", {std::int64_t{1}, std::int64_t{2}}});
  std::string const row = small.on("Concat", {"x", "z"}, {{"axis", std::int64_t{1}}}).last;
  std::string const in =
      small.constant<float>("in", {4, 4}, {1, -1, 0, 0, 0, 0, 2, -2, -1, 1, 0, 0, 0, 0, 2, -2});
  std::string const out = small.constant<float>("out", {4, 1}, {1, 1, 1, 1});
  return small.on("MatMul", {row, in}).then("Relu").then("MatMul", {out}).done();
}

TEST_F(NetworkSymmetries, MayExchangeInputs) {
  std::vector<std::string> arguments{"symmetries",
                                     file(two_inputs()),
                                     "--search",
                                     "never",
                                     "--motion",
                                     R"({"permutation": [2, 3, 0, 1]})",
                                     "--tested",
                                     "100",
                                     "--output-dir",
                                     folder()};
  Outcome const outcome = run_equivarify(arguments);
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("inputs 2 to 3 are z 2\n"));
  EXPECT_THAT(outcome.out, HasSubstr("(0 2)(1 3)"));
  codegen::Network const network = codegen::load_network(folder() + "/net.json");
  EXPECT_EQ(network.parts.size(), 2U);
  std::vector<double> const x{1, 2, 3, 4};
  EXPECT_EQ(codegen::act_on_input(network, network.group.generators().front().element, x),
            (std::vector<double>{3, 4, 1, 2}));
  arguments[5] = R"({"permutation": [2, 1, 0, 3]})"; // exchanges one entry of each
  Outcome const mixed = run_equivarify(arguments);
  EXPECT_EQ(mixed.code, ExitCode::bad_input);
  EXPECT_THAT(mixed.err, HasSubstr("brings entries of several inputs"));
}

// All eight signs and exchanges of the two differences are found.
TEST_F(NetworkSymmetries, OfSeveralInputsAreFound) {
  Outcome const outcome =
      run_equivarify({"symmetries", file(two_inputs()), "--tested", "100", "--json"});
  ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
  auto const report = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(report["inputs"], 4);
  EXPECT_EQ(report["group"]["order"], "16");
}

TEST_F(NetworkSymmetries, TakeNoLabels) {
  std::string const model = file(two_distances());
  EXPECT_THAT(run_equivarify({"symmetries", model, "--labels", "x"}).err,
              HasSubstr("--labels is for data, and " + model + " is a network"));
}

// The logarithm of what may be below 0.
TEST_F(NetworkSymmetries, OfNoNumbersNameTheFile) {
  std::string const model = file(SmallModel{{1, 3}}.then("Log").done());
  Outcome const outcome = run_equivarify({"symmetries", model});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr(model + ": output "));
  EXPECT_THAT(
      outcome.err,
      HasSubstr("expected a finite number; --lowest and --highest, or --inputs, name inputs "
                "that it is made for"));
}

TEST_F(NetworkSymmetries, OfBadFilesAreRefused) {
  fs::path const path = fs::path{file(two_distances())}.parent_path() / "bad.onnx";
  codegen::write_file(path, "no network");
  Outcome const outcome = run_equivarify({"symmetries", path.string()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("bad.onnx"));
}

} // namespace
} // namespace equivarify::testing
