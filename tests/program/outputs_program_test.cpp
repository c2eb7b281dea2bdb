/// \file
/// What a user does with networks that have outputs: a mirrored robot, whose inputs and outputs
/// change signs, on data of floats, and digits however they are turned.
#include "program/outputs_program.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "program/build_project.hpp"
#include "program/command.hpp"
#include "program/trained_program.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

struct RobotData {
  std::vector<float> inputs;
  std::vector<float> falls;
  std::vector<float> foot;
  std::vector<float> torques;
};

/// States x of a robot with what is true of them: for the mirror r with r x = (x1, x0, -x2, x3,
/// -x5, -x4, x6) whether it falls stays, feet change places, and torques t become (-t2, t3, -t0,
/// t1).
RobotData make_states(std::size_t count, bool leaning_left) {
  std::mt19937 random(leaning_left ? 1 : 2);
  auto const uniform = [&] { return static_cast<float>(random() % 2001) / 1000.0F - 1.0F; };
  RobotData data;
  for (std::size_t n = 0; n < count; ++n) {
    std::array<float, 7> x{};
    for (float& value : x) {
      value = uniform();
    }
    x[2] = leaning_left ? std::abs(x[2]) : x[2];
    data.inputs.insert(data.inputs.end(), x.begin(), x.end());
    data.falls.push_back(x[3] + std::abs(x[2]) > 0.5F ? 1.0F : 0.0F);
    float const ahead = x[0] - x[1];
    data.foot.push_back(ahead > 0.4F ? 0.0F : (ahead < -0.4F ? 1.0F : 2.0F));
    for (float const torque : {x[0] + x[4], x[0] * x[2] + x[3], x[5] - x[1], x[3] - x[1] * x[2]}) {
      data.torques.push_back(torque);
    }
  }
  return data;
}

void write_split(fs::path const& folder, std::string const& split, RobotData const& data) {
  std::size_t const rows = data.falls.size();
  write_npy(folder / (split + "-inputs.npy"), rows, data.inputs);
  write_npy(folder / (split + "-falls.npy"), rows, data.falls);
  write_npy(folder / (split + "-foot.npy"), rows, data.foot);
  write_npy(folder / (split + "-torques.npy"), rows, data.torques);
}

class Robot : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("robot");
    fs::create_directories(folder / "data");
    // It has only ever leant to the left; what holds to the right follows.
    write_split(folder / "data", "train", make_states(2000, true));
    write_split(folder / "data", "test", make_states(300, false));
    build_program(folder, ZOO_FOLDER "/zoo_robot.json", "--no-compare"); // zoo_test compares it
    expect_success(folder, train + "--output trained --threads 2");
  }

  static inline std::string const program = "./build/zoo_robot ";
  static inline std::string const train = program + "train --data data --epochs 25 ";
  static inline std::string const weights = "--weights trained/weights.safetensors ";
  static inline fs::path folder;
};

TEST_F(Robot, TrainsToTheSameBitsWithAnyNumberOfThreads) {
  expect_same_weights_on_one_thread(folder, train);
}

TEST_F(Robot, GoesOnAfterAKillToTheSameBits) {
  expect_same_weights_after_a_kill(folder, train);
}

TEST_F(Robot, IsEquivariantToTheLastBit) {
  CommandResult const result =
      run_command(folder, program + "check --data data --json check.json " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("300 images x 2 elements, 5,400 values compared: 0 bits differ"),
            std::string::npos)
      << result.output;
  std::string const json = read_file(folder / "check.json");
  EXPECT_EQ(number_after(json, "\"values\": ", json.find("torques")), 2400) << json;
}

TEST_F(Robot, KnowsTheSideThatItNeverLeantTo) {
  std::string const training = read_file(folder / "trained/training.json");
  std::size_t const last = training.rfind("\"epoch\": 25", training.find("\"curve\""));
  EXPECT_LT(number_after(training, "\"loss\": ", last), number_after(training, "\"loss\": ") / 2)
      << training;
  auto const torques_after = [&](std::size_t epoch) { // the loss that training tells of them alone
    return number_after(training, "\"loss\": ", training.find("\"torques\"", epoch));
  };
  EXPECT_LT(torques_after(last), torques_after(0) / 2) << training;
  expect_success(folder, program + "evaluate --data data --json evaluation.json " + weights);
  CommandResult const elements =
      run_command(folder, program + "evaluate --data data --elements 1 " + weights);
  EXPECT_EQ(elements.exit_code, 2);
  EXPECT_NE(elements.output.find("`check` tries elements"), std::string::npos) << elements.output;
  std::string const json = read_file(folder / "evaluation.json");
  EXPECT_GT(number_after(json, "\"accuracy\": ", json.find("\"falls\"")), 0.85) << json;
  EXPECT_GT(number_after(json, "\"accuracy\": ", json.find("\"foot\"")), 0.8) << json;
  EXPECT_LT(number_after(json, "\"mean_absolute_error\": ", json.find("\"torques\"")), 0.2) << json;
}

TEST_F(Robot, AnswersWithClassesAndNumbers) {
  CommandResult const result =
      run_command(folder, program + "predict data/test-inputs.npy --all-turns " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  for (char const* part : {"  falls: ", " % sure", "  foot: ", "  torques: ", ": 0 bits differ"}) {
    EXPECT_NE(result.output.find(part), std::string::npos) << result.output;
  }
}

TEST_F(Robot, HasAReportOfEachOutput) {
  std::string const page =
      report_of(folder, ZOO_FOLDER "/zoo_robot.json", program, "test-inputs.npy");
  for (char const* part :
       {"permuted of 3", "foot: what was right (row)", "The largest losses", ">torques</text>"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(page.find("class=\"bad\""), std::string::npos) << page;
}

/// The header by which the program was made, but with one sign of the torques lost, and another
/// weight of a class.
TEST_F(Robot, SeesThatASignOfAnOutputIsLostOrAClassHasAnotherWeight) {
  std::string header = read_file(folder / "generated/zoo_robot.hpp");
  std::string const weights_of_classes = "class_weights{1.5, 1.5, 0.75}";
  ASSERT_NE(header.find(weights_of_classes), std::string::npos);
  header.replace(
      header.find(weights_of_classes), weights_of_classes.size(), "class_weights{1.5, 1.5, 0.5}");
  std::string const row = "      {1, 0, 1, 0},\n";
  ASSERT_NE(header.find(row), std::string::npos);
  header.replace(header.find(row), row.size(), "      {1, 0, 0, 0},\n");
  fs::create_directories(folder / "wrong");
  std::ofstream(folder / "wrong/zoo_robot.hpp") << header;
  expect_success(folder, "cp generated/zoo_robot_main.cpp generated/CMakeLists.txt wrong");
  build_project(folder, "wrong", "wrong_build");
  CommandResult const result =
      run_command(folder, "./wrong_build/zoo_robot check --data data " + weights);
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_NE(result.output.find("REFUTED"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("first: the output torques, at number "), std::string::npos)
      << result.output;
  CommandResult const training =
      run_command(folder, "./wrong_build/zoo_robot train --data data --epochs 25 --output trained");
  EXPECT_EQ(training.exit_code, 2) << training.output;
  EXPECT_NE(
      training.output.find("class weights: foot: 1.5, 1.5, 0.75 there, foot: 1.5, 1.5, 0.5 now"),
      std::string::npos)
      << training.output;
}

TEST(InvariantDigits, LearnFromTheLabelsOfMnistAndDoNotMindTurns) {
  fs::path const folder = empty_folder("invariant_digits");
  build_program(folder, PROGRAM_FOLDER "/invariant_digits.json");
  std::string const program = "./build/invariant_digits ";
  std::string const weights = "--weights trained/weights.safetensors ";
  std::string const train = program + "train --data " DATA_FOLDER " --limit 2000 ";
  expect_success(folder, train + "--output trained --threads 2");
  std::string const training = read_file(folder / "trained/training.json");
  EXPECT_EQ(number_after(training, "\"shift\": "), 1) << training; // as the spec says
  EXPECT_EQ(number_after(training, "\"turn\": "), 20) << training;
  expect_same_weights_on_one_thread(folder, train);
  expect_success(folder, train + "--output upright --epochs 1 --shift 0 --turn 0");
  EXPECT_EQ(number_after(read_file(folder / "upright/training.json"), "\"turn\": "), 0);
  CommandResult const refused = run_command(folder, train + "--output other --turn 200");
  EXPECT_EQ(refused.exit_code, 2) << refused.output;
  EXPECT_NE(refused.output.find("--turn 200: expected degrees from 0 to 180"), std::string::npos)
      << refused.output;
  expect_equivariant(folder, program, "--limit 200 " + weights);
  expect_success(folder,
                 program + "evaluate --data " DATA_FOLDER " --json evaluation.json " + weights);
  std::string const json = read_file(folder / "evaluation.json");
  EXPECT_GT(number_after(json, "\"accuracy\": "), 0.5) << json; // guessing gives 0.1
}

} // namespace
} // namespace equivarify::testing
