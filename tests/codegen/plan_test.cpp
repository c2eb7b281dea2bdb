/// \file
/// The commands `plan` and `generate --target onnx`, in process.
#include "equivarify/codegen/plan/plan_report.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string const specs = std::string{SPECS_FOLDER} + "/";

TEST(PlanReport, SaysWhichPassSavesWhat) {
  PlanReport const report = report_plan(load_network(specs + "mnist_c4_paper.json"), {});
  EXPECT_THAT(report.passes, ElementsAre("relu", "fourier", "winograd"));
  StepReport const& conv = report.steps.at(1);
  EXPECT_EQ(conv.name, "conv2");
  std::size_t const pair = std::size_t{80} * 80 * 9 * 784;
  EXPECT_EQ(conv.multiply_adds, 16 * pair);
  EXPECT_THAT(conv.after_pass, ElementsAre(16 * pair, 6 * pair, 6 * pair / 4));
  EXPECT_EQ(conv.value_bytes, 4U * (80U + 80U) * 784U * 4U);
  EXPECT_EQ(conv.weight_bytes, (4U * 80U * 80U * 36U + 80U) * 4U);
  EXPECT_EQ(conv.kernel, "Winograd convolution, FourierC4, relu");
  EXPECT_EQ(conv.reason, "Fourier over C4: 6 products instead of 16; Winograd F(4x4, 3x3)");
  EXPECT_GT(report.value_bytes_before, total(report).value_bytes);
}

TEST(PlanReport, CountsWeightsIn16Bits) {
  Network network = load_network(specs + "mnist_c4_paper.json");
  PlanReport const floats = report_plan(network, {});
  network.arithmetic = Arithmetic::bf16;
  PlanReport const rounded = report_plan(network, {});
  EXPECT_EQ(rounded.steps.at(1).weight_bytes, floats.steps.at(1).weight_bytes);
  StepReport const& dense = rounded.steps.at(4);
  EXPECT_EQ(dense.kernel, "matrix product, FourierC4, weights in 16 bits, relu");
  EXPECT_EQ(dense.weight_bytes, 4U * 32U * 49U * 1024U * 2U + 1024U * 4U);
}

TEST(PlanReport, LeavesOutWhatIsSwitchedOff) {
  Network const network = load_network(specs + "mnist_d4.json");
  PlanReport const report = report_plan(network, {.without = {"relu", "fourier", "winograd"}});
  EXPECT_TRUE(report.passes.empty());
  StepReport const sum = total(report);
  EXPECT_EQ(sum.multiply_adds, network.multiply_adds());
  EXPECT_EQ(sum.value_bytes, report.value_bytes_before);
  EXPECT_THAT(to_text(report), HasSubstr("fourier switched off; winograd switched off"));
}

TEST(PlanReport, SaysWhyAGroupHasNoFourierTransform) {
  std::string const text =
      to_text(report_plan(load_network(std::string{ZOO_FOLDER} + "/zoo_s3.json"), {}));
  EXPECT_THAT(text, HasSubstr("keeps every bit: 36 products"));
  EXPECT_THAT(text, HasSubstr("to the last bit"));
  std::string const fast =
      to_text(report_plan(load_network(std::string{ZOO_FOLDER} + "/zoo_q8.json"), {}));
  EXPECT_THAT(fast, HasSubstr("to rounding: 20 products instead of 64"));
}

TEST(PlanCommand, PrintsJson) {
  Outcome const outcome =
      run_equivarify({"plan", specs + "mnist_c4.json", "--json", "--no-measure"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  auto const json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["network"], "mnist_c4");
  EXPECT_EQ(json["total"]["multiplications_after"]["winograd"], 9187328);
  EXPECT_EQ(json.count("roofline"), 0U);
}

TEST(PlanCommand, RefusesAPassThatDoesNotExist) {
  Outcome const outcome =
      run_equivarify({"plan", specs + "mnist_c4.json", "--without", "winogard"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("winograd"));
}

TEST(GenerateCommand, WritesAnOnnxFile) {
  ::TemporaryFolder const folder;
  Outcome const outcome = run_equivarify(
      {"generate", specs + "tiny_c4.json", "--target", "onnx", "--output", folder.path().string()});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tiny_c4.onnx\n"));
  EXPECT_THAT(outcome.out, HasSubstr("images [batch, 1, 28, 28] in, logits [batch, 40] out"));
  EXPECT_GT(std::filesystem::file_size(folder / "tiny_c4.onnx"), 4U * 26'474U);
  EXPECT_THAT(outcome.out, HasSubstr("tiny_c4.onnx, read back: 4 inputs, "));
  EXPECT_THAT(outcome.out, HasSubstr(", 0 numbers of f(g x) and g f(x) differ\n"));
  EXPECT_TRUE(std::filesystem::exists(folder / "tiny_c4_vectors/test_data_set_0/output_0.pb"));
  EXPECT_TRUE(std::filesystem::exists(folder / "tiny_c4_check.js"));
}

TEST(GenerateCommand, RefusesOptionsOfTheOtherTarget) {
  Outcome const without = run_equivarify({"generate",
                                          specs + "tiny_c4.json",
                                          "--target",
                                          "onnx",
                                          "--output",
                                          "nowhere",
                                          "--without",
                                          "fourier"});
  EXPECT_EQ(without.code, ExitCode::bad_input);
  EXPECT_THAT(without.err, HasSubstr("are for --target cpp"));
  Outcome const weights = run_equivarify(
      {"generate", specs + "tiny_c4.json", "--output", "nowhere", "--weights", "weights"});
  EXPECT_EQ(weights.code, ExitCode::bad_input);
  EXPECT_THAT(weights.err, HasSubstr("--weights is for --target onnx"));
}

/// A safetensors file of the small network, whose values count up from 0.
class WeightFile : public ::testing::Test {
protected:
  /// Writes the file with every tensor but \p left_out.
  void write(std::string const& digest, std::string const& left_out = "") const {
    nlohmann::json header{{"__metadata__", {{"spec_sha256", digest}}}};
    std::vector<float> values;
    for (auto const& parameter : zero_weights<float>(network_)) {
      if (parameter.name == left_out) {
        continue;
      }
      std::size_t const begin = 4 * values.size();
      for (std::size_t i = 0; i < parameter.values.size(); ++i) {
        values.push_back(static_cast<float>(values.size()));
      }
      header[parameter.name] = {{"dtype", "F32"},
                                {"shape", parameter.shape},
                                {"data_offsets", {begin, 4 * values.size()}}};
    }
    std::string const text = header.dump();
    std::uint64_t const length = text.size();
    std::ofstream file(path_, std::ios::binary);
    file.write(reinterpret_cast<char const*>(&length), sizeof length);
    file << text;
    file.write(reinterpret_cast<char const*>(values.data()),
               static_cast<std::streamsize>(4 * values.size()));
  }

  [[nodiscard]] std::string error() const {
    try {
      (void)read_weights(network_, path_);
    } catch (WeightsError const& error) {
      return error.what();
    }
    return "no error";
  }

  Network network_ = load_network(specs + "tiny_c4.json");
  ::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "weights.safetensors";
};

TEST_F(WeightFile, IsReadTensorByTensor) {
  write(network_.spec_sha256);
  float expected = 0;
  for (auto const& parameter : read_weights(network_, path_)) {
    for (float const value : parameter.values) {
      ASSERT_EQ(value, expected) << parameter.name;
      expected += 1;
    }
  }
}

TEST_F(WeightFile, IsRefusedWithItsPathAndWhatIsWrong) {
  write("0123");
  EXPECT_EQ(error(),
            path_.string() + ": belongs to the spec with sha256 0123, expected " +
                network_.spec_sha256 + " of tiny_c4");
  write(network_.spec_sha256, "conv2.bias");
  EXPECT_EQ(error(), path_.string() + ": has no tensor conv2.bias");
  std::ofstream(path_) << "short";
  EXPECT_EQ(error(),
            path_.string() +
                ": is no safetensors file: found 5 bytes, expected 8 with the length of "
                "a header, and then the header and the tensors");
  std::ofstream(path_) << "some text";
  EXPECT_EQ(error(),
            path_.string() +
                ": is no safetensors file: found 9 bytes, the first 8 of which announce "
                "a header of 8675467939688574835, expected one that fits");
  std::filesystem::remove(path_);
  EXPECT_EQ(error(), path_.string() + ": cannot be read: No such file or directory");
}

} // namespace
} // namespace equivarify::codegen
