/// \file
/// A network used as it is, with signs: trained with dropout, checked to the bit, and what its
/// program does with weights that break a tie.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "program/outputs_program.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t columns = 12;

/// Rows of a trunk and two legs, and how the robot fares: it falls where it rolls far to either
/// side, else it is steady where the legs carry enough together, and stumbles where not.
struct Gait {
  std::vector<float> inputs;
  std::vector<float> labels;
};

Gait make_gait(std::size_t rows, std::uint32_t seed) {
  std::mt19937 random{seed};
  auto const number = [&random] { return static_cast<float>(random() >> 8) * 0x1p-23F - 1.0F; };
  Gait gait;
  for (std::size_t n = 0; n < rows; ++n) {
    std::array<float, columns> row{};
    for (float& value : row) {
      value = number();
    }
    bool const is_steady = row[7] + row[11] > 0;
    gait.labels.push_back(std::abs(row[2]) > 0.6F ? 2.0F : is_steady ? 0.0F : 1.0F);
    gait.inputs.insert(gait.inputs.end(), row.begin(), row.end());
  }
  return gait;
}

class GaitProgram : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("gait");
    fs::create_directories(folder / "data");
    for (auto const& [split, rows] : {std::pair{"train", std::size_t{3000}}, {"test", 400}}) {
      Gait const gait = make_gait(rows, static_cast<std::uint32_t>(rows));
      write_npy(folder / "data" / (std::string{split} + "-inputs.npy"), rows, gait.inputs);
      write_npy(folder / "data" / (std::string{split} + "-labels.npy"), rows, gait.labels);
    }
    build_program(folder, SPECS_FOLDER "/gait_c2.json");
    expect_success(folder, program + "train --data data --output trained --threads 2");
  }

  static CommandResult check(std::string const& weights) {
    return run_command(folder, program + "check --data data --weights " + weights);
  }

  static inline std::string const program = "./build/gait_c2 ";
  static inline fs::path folder;
};

TEST_F(GaitProgram, IsEquivariantToTheBitAfterItsTraining) {
  CommandResult const result = check("trained/weights.safetensors");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find(": 0 bits differ"), std::string::npos) << result.output;
}

TEST_F(GaitProgram, LearnsHowTheRobotFaresInBothPoses) {
  CommandResult const result = run_command(
      folder,
      program + "evaluate --data data --weights trained/weights.safetensors --json answers.json");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  std::ifstream stream(folder / "answers.json");
  std::string const json{std::istreambuf_iterator<char>(stream), {}};
  // The commonest answer is that of 40 % of the rows.
  EXPECT_GT(number_after(json, "\"class\": "), 0.85) << json.substr(0, 2000) << result.output;
}

TEST_F(GaitProgram, RefusesWeightsThatBreakATie) {
  std::ifstream stream(folder / "trained/weights.safetensors", std::ios::binary);
  std::string file{std::istreambuf_iterator<char>(stream), {}};
  std::uint64_t header = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    header |= std::uint64_t{static_cast<unsigned char>(file[i])} << (8 * i);
  }
  std::size_t const first = file.find("dense1.weight");
  ASSERT_NE(first, std::string::npos);
  auto const begin = static_cast<std::size_t>(number_after(file, "\"data_offsets\":[", first));
  file[8 + header + begin + 2] = static_cast<char>(file[8 + header + begin + 2] ^ 0x10);
  std::ofstream(folder / "untied.safetensors", std::ios::binary) << file;
  CommandResult const result = check("untied.safetensors");
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_NE(result.output.find("the tensor dense1.weight holds "), std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find(", where the spec ties it to "), std::string::npos);
}

} // namespace
} // namespace equivarify::testing
