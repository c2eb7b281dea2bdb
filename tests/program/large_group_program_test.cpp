/// \file
/// A group of 288 elements, served by 8 copies: generated, trained, checked to the bit, with labels
/// and with an output.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "program/outputs_program.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

class LargeGroupProgram : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("ising");
    expect_success(folder, GALLERY_DATA " ising_p4m data");
    build_program(folder, SPECS_FOLDER "/gallery/ising_p4m.json");
    expect_success(folder, program + "train --data data --output trained --epochs 2 --threads 2");
  }

  static inline std::string const program = "./build/ising_p4m ";
  static inline std::string const weights = "--weights trained/weights.safetensors ";
  static inline fs::path folder;
};

TEST_F(LargeGroupProgram, IsEquivariantToTheBitUnderAllElements) {
  CommandResult const result =
      run_command(folder, program + "check --data data --limit 40 --json check.json " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  std::string const json = read_file(folder / "check.json");
  EXPECT_EQ(number_after(json, "\"elements\":"), 288);
  EXPECT_EQ(number_after(json, "\"images\":"), 40);
  EXPECT_EQ(number_after(json, "\"differing_bits\":"), 0);
}

TEST_F(LargeGroupProgram, LearnsTheOrderWhateverTheElement) {
  expect_success(folder,
                 program + "evaluate --data data --limit 50 --json answers.json " + weights);
  std::string const json = read_file(folder / "answers.json");
  EXPECT_GT(number_after(json, "\"class\":"), 0.9) << json;
}

TEST_F(LargeGroupProgram, AnswersWithTheCosetOfTheShifts) {
  CommandResult const result = run_command(
      folder, program + "predict data/test-inputs.npy --index 0 --json answer.json " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  std::string const json = read_file(folder / "answer.json");
  std::size_t elements = 0;
  for (std::size_t at = json.find("\"element\""); at != std::string::npos;
       at = json.find("\"element\"", at + 1)) {
    ++elements;
  }
  // One is the turn of the picture; the others are whole cosets of the 36 shifts.
  EXPECT_GE(elements, 37U);
  EXPECT_EQ(elements % 36, 1U);
}

TEST_F(LargeGroupProgram, HasAHeaderOfAFewKilobytes) {
  EXPECT_LT(fs::file_size(folder / "generated/ising_p4m.hpp"), 40'000U);
}

/// An invariant and a vector, whose means are over all 288 elements.
TEST(LargeGroupOutputs, AreLearntAndMovedToTheBitUnderAllElements) {
  fs::path const folder = empty_folder("rotors");
  expect_success(folder, GALLERY_DATA " rotors_p4m data");
  build_program(folder, SPECS_FOLDER "/gallery/rotors_p4m.json");
  std::string const program = "./build/rotors_p4m ";
  expect_success(folder, program + "train --data data --output trained --epochs 2 --threads 2");
  std::string const of = " --data data --weights trained/weights.safetensors --limit 50 --json ";
  expect_success(folder, program + "check" + of + "check.json");
  std::string const check = read_file(folder / "check.json");
  EXPECT_EQ(number_after(check, "\"elements\":"), 288);
  EXPECT_EQ(number_after(check, "\"differing_bits\":"), 0);
  expect_success(folder, program + "evaluate" + of + "answers.json");
  std::string const answers = read_file(folder / "answers.json");
  for (std::string const output : {"current", "energy"}) { // their variances are above 0.1
    std::size_t const start = answers.find("\"" + output + "\"");
    EXPECT_LT(number_after(answers, "\"loss\":", start), 0.05) << answers;
  }
}

} // namespace
} // namespace equivarify::testing
