/// \file
/// `symmetries` on ONNX files.
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>

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

TEST_F(NetworkSymmetries, OfBadFilesAreRefused) {
  fs::path const path = fs::path{file(two_distances())}.parent_path() / "bad.onnx";
  codegen::write_file(path, "no network");
  Outcome const outcome = run_equivarify({"symmetries", path.string()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("bad.onnx"));
}

} // namespace
} // namespace equivarify::testing
