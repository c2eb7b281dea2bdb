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

/// One answer for all 288 elements: an invariant head, whose mean is over all of them.
TEST(LargeGroupOutputs, AreLearntAndTheSameToTheBitUnderAllElements) {
  fs::path const folder = empty_folder("spins_order");
  expect_success(folder, GALLERY_DATA " ising_p4m data");
  for (std::string const split : {"train", "test"}) {
    fs::rename(folder / "data" / (split + "-labels.npy"), folder / "data" / (split + "-order.npy"));
  }
  build_program(folder, PROGRAM_FOLDER "/spins_order.json");
  std::string const program = "./build/spins_order ";
  expect_success(folder, program + "train --data data --output trained --threads 2");
  std::string const of = " --data data --weights trained/weights.safetensors --limit 50 --json ";
  expect_success(folder, program + "check" + of + "check.json");
  std::string const check = read_file(folder / "check.json");
  EXPECT_EQ(number_after(check, "\"elements\":"), 288);
  EXPECT_EQ(number_after(check, "\"differing_bits\":"), 0);
  expect_success(folder, program + "evaluate" + of + "answers.json");
  std::string const answers = read_file(folder / "answers.json");
  EXPECT_GT(number_after(answers, "\"accuracy\":"), 0.9) << answers;
}

} // namespace
} // namespace equivarify::testing
