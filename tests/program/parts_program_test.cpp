/// \file
/// What a user does with a network whose input has several parts: a picture, and how the camera
/// moves.
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "program/command.hpp"
#include "program/outputs_program.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

/// Where a spot in a picture of 8 x 8 is, from its middle, to the right and downwards; how the
/// camera moves; and what follows of both.
struct Views {
  std::vector<float> pictures;
  std::vector<float> velocities;
  std::vector<float> steer;
  std::vector<float> nearing;
};

/// \p count views with spots in the right half, or anywhere.
Views make_views(std::size_t count, bool only_right) {
  std::mt19937 random(only_right ? 3 : 4);
  auto const uniform = [&] { return static_cast<float>(random() % 2001) / 1000.0F - 1.0F; };
  Views views;
  for (std::size_t n = 0; n < count; ++n) {
    std::size_t const row = random() % 8;
    std::size_t const column = only_right ? 4 + random() % 4 : random() % 8;
    for (std::size_t i = 0; i < 64; ++i) {
      views.pictures.push_back(i == row * 8 + column ? 1.0F : 0.0F);
    }
    float const right = (static_cast<float>(column) - 3.5F) / 4.0F;
    float const down = (static_cast<float>(row) - 3.5F) / 4.0F;
    float const u = uniform();
    float const v = uniform();
    views.velocities.insert(views.velocities.end(), {u, v});
    views.steer.insert(views.steer.end(), {right - u / 2, down - v / 2});
    views.nearing.push_back(right * u + down * v);
  }
  return views;
}

/// The views as the lines of a CSV file, the velocity first.
std::string csv_of(Views const& views) {
  std::string text = "velocity.0,velocity.1,steer.0,steer.1,nearing";
  for (int i = 0; i < 64; ++i) {
    text.append(",picture.").append(std::to_string(i));
  }
  for (std::size_t n = 0; n < views.nearing.size(); ++n) {
    text.append("\n");
    for (float const value : {views.velocities[2 * n],
                              views.velocities[2 * n + 1],
                              views.steer[2 * n],
                              views.steer[2 * n + 1]}) {
      text.append(std::to_string(value)).append(",");
    }
    text.append(std::to_string(views.nearing[n]));
    for (std::size_t i = 0; i < 64; ++i) {
      text += views.pictures[64 * n + i] == 0.0F ? ",0" : ",1";
    }
  }
  return text + "\n";
}

class Camera : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("camera");
    fs::path const data = folder / "data";
    fs::create_directories(data);
    Views const train = make_views(1500, true);
    write_npy(data / "train-picture.npy", 1500, train.pictures);
    write_npy(data / "train-velocity.npy", 1500, train.velocities);
    write_npy(data / "train-steer.npy", 1500, train.steer);
    write_npy(data / "train-nearing.npy", 1500, train.nearing);
    std::ofstream(data / "test.csv") << csv_of(make_views(100, false));
    build_program(folder, SPECS_FOLDER "/camera_c4.json");
    expect_success(folder, program + "train --data data --output trained --threads 2");
  }

  static inline std::string const program = "./build/camera_c4 ";
  static inline std::string const weights = "--weights trained/weights.safetensors ";
  static inline fs::path folder;
};

TEST_F(Camera, TurnsPictureAndVectorTogetherToTheLastBit) {
  CommandResult const result = run_command(folder, program + "check --data data " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("100 images x 4 elements, 1,200 values compared: 0 bits differ"),
            std::string::npos)
      << result.output;
}

TEST_F(Camera, KnowsTheSidesThatItNeverSaw) {
  expect_success(folder, program + "evaluate --data data --json evaluation.json " + weights);
  std::string const json = read_file(folder / "evaluation.json");
  EXPECT_LT(number_after(json, "\"mean_absolute_error\": ", json.find("\"steer\"")), 0.2) << json;
}

TEST_F(Camera, AnswersOneInputOfAFileWithBothParts) {
  CommandResult const result =
      run_command(folder, program + "predict data/test.csv --index 3 --all-turns " + weights);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find(": 0 bits differ"), std::string::npos) << result.output;
  CommandResult const alone =
      run_command(folder, program + "predict data/train-picture.npy " + weights);
  EXPECT_EQ(alone.exit_code, 2) << alone.output;
  EXPECT_NE(alone.output.find("holds no picture"), std::string::npos) << alone.output;
}

TEST_F(Camera, HasAReportWithAPictureOfOnePartAndATableOfTheOther) {
  std::string const page = report_of(folder, SPECS_FOLDER "/camera_c4.json", program, "test.csv");
  for (char const* part : {": picture\"", "<bdi>velocity</bdi>", "steer", "g f(x)"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(page.find("class=\"bad\""), std::string::npos) << page;
}

TEST_F(Camera, MovesNoPartOfAnInputByItself) {
  CommandResult const result =
      run_command(folder, program + "train --data data --output other --shift 1");
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_NE(result.output.find("has several parts"), std::string::npos) << result.output;
}

/// A program with the one header fills in the parts by their names.
TEST_F(Camera, IsOneHeaderWithAStructForItsInput) {
  expect_success(folder,
                 EQUIVARIFY " generate " SPECS_FOLDER
                            "/camera_c4.json --no-compare --inference-only --output header");
  std::ofstream(folder / "use.cpp") << R"(
#include "camera_c4.hpp"
#include <cstdio>
#include <cstdlib>
int main() {
  camera_c4::rt::ThreadPool pool(1);
  camera_c4::Model::Engine engine(pool);
  engine.load(*camera_c4::Model::read_weights("trained/weights.safetensors"));
  camera_c4::Input input;
  input.picture[9] = 1.0F;
  input.velocity = {0.5F, -0.25F};
  camera_c4::Input turned; // by r
  turned.picture[49] = 1.0F;
  turned.velocity = {-0.25F, -0.5F};
  std::vector<float> a(camera_c4::Model::output_size), b(a);
  engine.forward(input.numbers(), a);
  engine.forward(turned.numbers(), b);
  bool const equal = a[0] == b[0] && b[1] == a[2] && b[2] == 0.0F - a[1];
  std::printf("%g %g %g\n", a[0], a[1], a[2]);
  return equal ? 0 : 1;
}
)";
  expect_success(folder,
                 COMPILER " -std=c++20 -O0 -Wall -Wextra -Werror -pthread -Iheader use.cpp -o use "
                          "&& ./use");
}

} // namespace
} // namespace equivarify::testing
