#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "program/build_project.hpp"
#include "program/command.hpp"
#include "program/trained_program.hpp"
#include "support/faulted_writer.hpp"

namespace equivarify::testing {
namespace {

/// What a user does with a network whose values branch and are normalised, once for all tests here.
class BranchingNetwork : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("branching_c4");
    expect_success(folder, EQUIVARIFY " generate " + spec + " --output generated");
    build_project(folder,
                  "generated",
                  "build",
                  "-DCMAKE_CXX_FLAGS='" COMPILER_FLAGS " -Wall -Wextra -Werror'");
    expect_success(folder, train + "--output trained --threads 2");
  }

  static inline std::string const spec = PROGRAM_FOLDER "/branching_c4.json";
  static inline std::string const program = "./build/branching_c4 ";
  static inline std::string const train =
      program + "train --data " DATA_FOLDER " --limit 2000 --epochs 2 --learning-rate 0.005 ";
  static inline std::string const weights = "--weights trained/weights.safetensors ";
  static inline std::filesystem::path folder;
};

TEST_F(BranchingNetwork, TrainsToTheSameBitsWithAnyNumberOfThreads) {
  expect_same_weights_on_one_thread(folder, train);
  EXPECT_NE(read_file(folder / "trained/weights.safetensors").find("hidden_norm.running_variance"),
            std::string::npos);
}

TEST_F(BranchingNetwork, GoesOnAfterAKillToTheSameBits) {
  expect_same_weights_after_a_kill(folder, train);
}

TEST_F(BranchingNetwork, IsEquivariantToTheLastBitOnRealDigits) {
  expect_equivariant(folder, program, "--limit 200 " + weights);
}

TEST_F(BranchingNetwork, HasLearntSomething) {
  expect_learnt(folder, program, weights);
}

TEST_F(BranchingNetwork, LeavesNoFileOfIntegersHalfWritten) {
  FaultedWriter tried{folder / "quantised",
                      {folder / "build/branching_c4",
                       "quantise",
                       "--data",
                       DATA_FOLDER,
                       "--limit",
                       "20",
                       "--weights",
                       folder / "trained/weights.safetensors",
                       "--output",
                       "OUT/int8.safetensors"},
                      {"int8.safetensors"}};
  tried.try_faults(tries_all_faults());
  EXPECT_EQ(tried.complaints(), "");
}

TEST_F(BranchingNetwork, RefusesBatchesThatDoNotFitItsMemory) {
  CommandResult const result = run_command(folder, train + "--output large --batch 33");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.output.find("a batch of 33 images is too large: branching_c4 has batch "
                               "normalisation and was generated for batches of at most 32"),
            std::string::npos)
      << result.output;
}

std::vector<double> numbers_in(std::string const& text) {
  std::istringstream stream(text);
  std::vector<double> numbers;
  for (std::string word; stream >> word;) {
    numbers.push_back(std::stod(word));
  }
  return numbers;
}

/// The one header has the normalisations inside the layers before them.
TEST_F(BranchingNetwork, GivesTheSameAnswersToRoundingFromOneHeader) {
  expect_success(folder,
                 EQUIVARIFY " generate " + spec + " --no-compare --inference-only --output header");
  EXPECT_NE(read_file(folder / "header/branching_c4.hpp").find("rt::Normalised<"),
            std::string::npos);
  EXPECT_EQ(read_file(folder / "generated/branching_c4.hpp").find("rt::Normalised<"),
            std::string::npos);
  std::string const compile =
      OTHER_COMPILER " -std=c++20 -O0 -march=native -pthread -DNETWORK=branching_c4 "
                     "-DNETWORK_HEADER='\"branching_c4.hpp\"' ";
  std::string const source = PROGRAM_FOLDER "/standalone.cpp";
  expect_success(folder, compile + "-Iheader " + source + " -o folded");
  expect_success(folder,
                 compile + "-DWITH_RUNTIME -Igenerated -I" RUNTIME_INCLUDES " " + source +
                     " -o unfolded");
  expect_success(folder, "./folded trained/weights.safetensors > folded.txt");
  expect_success(folder, "./unfolded trained/weights.safetensors > unfolded.txt");
  std::vector<double> const folded = numbers_in(read_file(folder / "folded.txt"));
  std::vector<double> const unfolded = numbers_in(read_file(folder / "unfolded.txt"));
  ASSERT_EQ(folded.size(), 40U);
  ASSERT_EQ(unfolded.size(), 40U);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    EXPECT_NEAR(folded[i], unfolded[i], 1e-4 * (1 + std::abs(unfolded[i])));
  }
}

} // namespace
} // namespace equivarify::testing
