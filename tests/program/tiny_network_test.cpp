#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "program/build_project.hpp"
#include "program/command.hpp"
#include "program/trained_program.hpp"

namespace equivarify::testing {
namespace {

std::string const warnings =
    "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror";

/// What a user does with a generated network, once for all tests of this file.
class TinyNetwork : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("tiny_c4");
    expect_success(folder,
                   EQUIVARIFY " generate " SPECS_FOLDER
                              "/tiny_c4.json --no-compare --output generated");
    build_project(folder,
                  "generated",
                  "build",
                  MPI_OPTION " -DCMAKE_CXX_FLAGS='" COMPILER_FLAGS " " + warnings + "'");
    expect_success(folder, train + "--output trained --threads 2");
  }

  static inline std::string const program = "./build/tiny_c4 ";
  static inline std::string const train =
      program + "train --data " DATA_FOLDER " --limit 3000 --epochs 2 ";
  static inline std::string const weights = "--weights trained/weights.safetensors ";
  static inline std::filesystem::path folder;
};

TEST_F(TinyNetwork, TrainsToTheSameBitsWithAnyNumberOfThreads) {
  expect_same_weights_on_one_thread(folder, train);
  expect_success(folder, train + "--output crowd --threads 3");
  EXPECT_EQ(read_file(folder / "trained/weights.safetensors"),
            read_file(folder / "crowd/weights.safetensors"));
}

TEST_F(TinyNetwork, TrainsToTheSameBitsOnRanksThatMpirunStarts) {
  if (std::string(MPIRUN).empty()) {
    GTEST_SKIP() << "no MPI here";
  }
  std::string const few =
      program + "train --data " DATA_FOLDER " --limit 400 --epochs 1 --lanes 6 --validation 0.2 ";
  expect_success(folder, few + "--threads 2 --output lanes");
  for (std::string const ranks : {"2", "3"}) {
    expect_success(folder,
                   std::string(mpi_settings) + MPIRUN " -n " + ranks + " " + few +
                       "--threads 1 --output ranks" + ranks);
    EXPECT_EQ(read_file(folder / "lanes/weights.safetensors"),
              read_file(folder / ("ranks" + ranks) / "weights.safetensors"));
  }
}

TEST_F(TinyNetwork, IsEquivariantToTheLastBitOnRealDigits) {
  expect_equivariant(folder, program, "--limit 300 " + weights);
}

TEST_F(TinyNetwork, HasLearntSomething) {
  expect_learnt(folder, program, weights);
}

/// A picture of 28x28 pixels as an IDX file: an ellipse with these half axes.
void write_ellipse(std::filesystem::path const& path, double height, double width) {
  std::ofstream stream(path, std::ios::binary);
  for (int const byte : {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28}) {
    stream.put(static_cast<char>(byte));
  }
  for (int row = 0; row < 28; ++row) {
    for (int column = 0; column < 28; ++column) {
      double const distance = std::hypot((row - 13.5) / height, (column - 13.5) / width);
      stream.put(static_cast<char>(std::abs(distance - 1) < 0.15 ? 255 : 0));
    }
  }
}

TEST_F(TinyNetwork, AnswersASymmetricPictureWithACoset) {
  write_ellipse(folder / "ring", 9, 9);
  write_ellipse(folder / "ellipse", 11, 7);
  auto const predict = [](std::string const& picture) {
    return run_command(folder, program + "predict " + picture + " --all-turns " + weights).output;
  };
  std::string const ring = predict("ring");
  EXPECT_EQ(occurrences(ring, " at 0°, 90°, 180° or 270°: "), 4U) << ring;
  EXPECT_EQ(occurrences(ring, "25.00 % of each turn"), 4U) << ring;
  std::string const ellipse = predict("ellipse");
  EXPECT_EQ(occurrences(ellipse, " at 0° or 180°: "), 2U) << ellipse;
  EXPECT_EQ(occurrences(ellipse, " at 90° or 270°: "), 2U) << ellipse;
  EXPECT_EQ(occurrences(ellipse, "rows moved by the turn: 0 bits differ"), 1U) << ellipse;
}

TEST_F(TinyNetwork, AnswersInIntegersAsWell) {
  expect_success(
      folder,
      program + "quantise --data " DATA_FOLDER " --limit 200 --output int8.safetensors " + weights);
  std::string const integers = "--weights int8.safetensors ";
  EXPECT_LT(std::filesystem::file_size(folder / "int8.safetensors"),
            0.3 * static_cast<double>(
                      std::filesystem::file_size(folder / "trained/weights.safetensors")));
  expect_learnt(folder, program, integers);
  expect_equivariant(folder, program, "--limit 20 " + integers);
  CommandResult const check =
      run_command(folder, program + "check --limit 20 --data " DATA_FOLDER " " + integers);
  EXPECT_NE(check.output.find("3,200 logits compared with plain loops of integers: 0 differ"),
            std::string::npos)
      << check.output;
  write_ellipse(folder / "ring", 9, 9);
  EXPECT_EQ(occurrences(run_command(folder, program + "predict ring " + integers).output,
                        " at 0°, 90°, 180° or 270°: "),
            1U);
  CommandResult const more = run_command(folder, train + "--output more --from int8.safetensors");
  EXPECT_EQ(more.exit_code, 2) << more.output;
  EXPECT_NE(more.output.find("type \"I8\", expected \"F32\""), std::string::npos) << more.output;
  CommandResult const header = run_command(
      folder,
      EQUIVARIFY " generate " SPECS_FOLDER "/tiny_c4.json --no-compare --inference-only "
                 "--embed-weights int8.safetensors --output refused");
  EXPECT_EQ(header.exit_code, 2) << header.output;
  EXPECT_NE(header.output.find("expected     \"F32\""), std::string::npos) << header.output;
  CommandResult const onnx =
      run_command(folder,
                  EQUIVARIFY " generate " SPECS_FOLDER "/tiny_c4.json --target onnx "
                             "--weights int8.safetensors --output integers");
  EXPECT_NE(onnx.output.find("weights of int8.safetensors, integers"), std::string::npos)
      << onnx.output;
  expect_the_same_check_in_shards(folder, program, integers);
}

TEST_F(TinyNetwork, TrainsFurtherWithRoundingInTheLoop) {
  std::string const start =
      program + "quantise --data " DATA_FOLDER " --limit 60 --train-limit 150 " + weights;
  CommandResult const one =
      run_command(folder, start + "--epochs 2 --threads 1 --output one.safetensors");
  EXPECT_NE(one.output.find("training goes on with rounding in the loop, on 150 images:\n"),
            std::string::npos)
      << one.output;
  EXPECT_EQ(one.output.find("not taken"), std::string::npos) << one.output;
  expect_success(folder, start + "--epochs 2 --threads 3 --output three.safetensors");
  EXPECT_EQ(read_file(folder / "one.safetensors"), read_file(folder / "three.safetensors"));
  expect_learnt(folder, program, "--weights one.safetensors ");
  expect_equivariant(folder, program, "--limit 20 --weights one.safetensors ");
  CommandResult const wild =
      run_command(folder, start + "--epochs 1 --learning-rate 10 --output wild.safetensors");
  EXPECT_NE(wild.output.find("not taken: the loss is no smaller\n"), std::string::npos)
      << wild.output;
  expect_success(folder, start + "--epochs 0 --output plain.safetensors");
  EXPECT_EQ(read_file(folder / "wild.safetensors"), read_file(folder / "plain.safetensors"));
  EXPECT_NE(read_file(folder / "one.safetensors"), read_file(folder / "plain.safetensors"));
}

TEST_F(TinyNetwork, LearnsTheClassFromPicturesInUnknownPoses) {
  expect_success(folder,
                 "sed 's/\"classes\":/\"pose\": \"unknown\", \"classes\":/' " SPECS_FOLDER
                 "/tiny_c4.json > unknown.json && " EQUIVARIFY
                 " generate unknown.json --no-compare --output unknown");
  build_project(folder, "unknown", "unknown_build");
  std::string const learner = "./unknown_build/tiny_c4 ";
  expect_success(folder,
                 learner + "train --data " DATA_FOLDER
                           " --limit 3000 --epochs 2 --output unknown_trained --threads 2");
  // The same network: its weights mean the same whatever they were trained on.
  expect_success(folder, learner + "check --data " DATA_FOLDER " --limit 20 " + weights);
  CommandResult const result =
      run_command(folder,
                  learner + "evaluate --data " DATA_FOLDER
                            " --weights unknown_trained/weights.safetensors --json -");
  EXPECT_NE(result.output.find("\"joint\": null"), std::string::npos) << result.output;
  std::size_t const place = result.output.find("\"class\": ");
  ASSERT_NE(place, std::string::npos) << result.output;
  EXPECT_GT(std::stod(result.output.substr(place + 9)), 0.5) << result.output;
}

TEST_F(TinyNetwork, RefusesTheWeightsOfAnotherSpec) {
  expect_success(folder,
                 "sed 's/\"seed\": 1/\"seed\": 2/' " SPECS_FOLDER "/tiny_c4.json > other.json");
  expect_success(folder,
                 EQUIVARIFY " generate other.json --no-compare --inference-only --output other");
  expect_success(folder,
                 "printf '#include \"tiny_c4.hpp\"\\nint main() { "
                 "tiny_c4::Model::read_weights(\"trained/weights.safetensors\"); "
                 "}\\n' > other.cpp && " OTHER_COMPILER
                 " -std=c++20 -pthread -Iother other.cpp -o other_program");
  CommandResult const result = run_command(folder, "./other_program");
  EXPECT_NE(result.exit_code, 0);
  EXPECT_NE(result.output.find("of another spec than this network"), std::string::npos)
      << result.output;
}

TEST_F(TinyNetwork, GivesTheSameLogitsFromOneHeaderWithTheStandardLibraryAlone) {
  expect_success(folder,
                 EQUIVARIFY " generate " SPECS_FOLDER
                            "/tiny_c4.json --no-compare --inference-only --output header");
  expect_success(folder,
                 EQUIVARIFY " generate " ZOO_FOLDER
                            "/zoo_d4.json --no-compare --inference-only --output header");
  std::string const network = " -DNETWORK=tiny_c4 -DNETWORK_HEADER='\"tiny_c4.hpp\"' ";
  // Two such headers live in one program.
  expect_success(folder,
                 COMPILER " -std=c++20 -O0 -march=native " + warnings + network +
                     "-DSECOND_HEADER='\"zoo_d4.hpp\"' -pthread -Iheader " PROGRAM_FOLDER
                     "/standalone.cpp -o standalone");
  expect_success(folder, "./standalone trained/weights.safetensors > standalone.txt");
  expect_success(folder,
                 OTHER_COMPILER " -std=c++20 -O0 -march=native -pthread" + network +
                     "-DWITH_RUNTIME -Igenerated -I" RUNTIME_INCLUDES " " PROGRAM_FOLDER
                     "/standalone.cpp -o with_runtime");
  expect_success(folder, "./with_runtime trained/weights.safetensors > with_runtime.txt");
  EXPECT_FALSE(read_file(folder / "standalone.txt").empty());
  EXPECT_EQ(read_file(folder / "standalone.txt"), read_file(folder / "with_runtime.txt"));
}

// Somebody who knows of a network only what it answers.
TEST_F(TinyNetwork, IsFoundEquivariantFromOutside) {
  expect_success(folder,
                 EQUIVARIFY " generate " SPECS_FOLDER
                            "/tiny_c4.json --no-compare --inference-only --output probed");
  expect_success(folder,
                 OTHER_COMPILER
                 " -std=c++20 -O0 -march=native -pthread -shared -fPIC -Iprobed " PROGRAM_FOLDER
                 "/probed.cpp -o libprobed.so");
  std::string const probe = "WEIGHTS=trained/weights.safetensors " EQUIVARIFY " probe " SPECS_FOLDER
                            "/tiny_c4.json --library ./libprobed.so";
  CommandResult const right = run_command(folder, probe);
  EXPECT_EQ(right.exit_code, 0) << right.output;
  EXPECT_NE(right.output.find("holds: f(g x) = g f(x) to the bit"), std::string::npos)
      << right.output;
  CommandResult const opposite = run_command(folder, probe + " --function opposite");
  EXPECT_EQ(opposite.exit_code, 1) << opposite.output;
  EXPECT_NE(opposite.output.find("follows opposite: f(g x)(h) = f(x)(h g)"), std::string::npos)
      << opposite.output;
  CommandResult const wrong = run_command(folder, probe + " --function half_blind");
  EXPECT_EQ(wrong.exit_code, 1) << wrong.output;
  EXPECT_NE(wrong.output.find("follows no convention"), std::string::npos) << wrong.output;
}

} // namespace
} // namespace equivarify::testing
