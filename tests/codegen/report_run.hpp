/// \file
/// All files of one run of a small network, for tests of the report.
#ifndef EQUIVARIFY_TESTS_CODEGEN_REPORT_RUN_HPP
#define EQUIVARIFY_TESTS_CODEGEN_REPORT_RUN_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "runtime/temporary_folder.hpp"
#include "support/tiny_run.hpp"

namespace equivarify::codegen {

namespace fs = std::filesystem;

inline constexpr char const* generate_json =
    R"({"vectors": 8, "values": 32, "largest_ulp": 3, "largest_difference": 1.5e-7, "largest_logit": 0.5,
  "differing_bits": 0, "exact": true, "deviation_ulp": 0})";

inline constexpr char const* training_json = R"({"seed": 7, "threads": 2, "images": 600,
  "epochs": [{"epoch": 1, "loss": 0.5, "seconds": 2.0, "images_per_second": 300.0},
             {"epoch": 2, "loss": 0.25, "seconds": 1.0, "images_per_second": 600.0}],
  "curve": [{"step": 1, "loss": 1.0}, {"step": 2, "loss": 0.5}, {"step": 3, "loss": 0.1}], "weights_sha256": "def"})";

inline constexpr char const* evaluation_json = R"({"images": 100, "images_per_second": 1000.0,
  "random_turn": {"joint": 0.98, "class": 0.99, "pose": 0.975, "joint_up_to_symmetry": 0.985, "seed": 3},
  "copies": [
    {"element": "e", "label": "0°", "joint": 0.97, "class": 0.99, "pose": 0.975, "joint_up_to_symmetry": 0.98},
    {"element": "r", "label": "180°", "joint": 0.97, "class": 0.99, "pose": 0.975, "joint_up_to_symmetry": 0.98}],
  "errors": {
    "confusion": [[49, 1], [0.5, 49.5]],
    "turns_off": [[48, 1], [24.75, 24.75]],
    "by_confidence": [{"from": 0.5, "to": 0.9, "images": 3, "confidence": 0.75, "class": 0.6},
                      {"from": 0.9, "to": 1, "images": 0, "confidence": 0, "class": 0}],
    "worst": [{"image": 17, "element": "r", "label": "180°", "class": "a",
               "answers": [{"element": "e", "class": "b"}], "class_probability": 0.875, "pose_probability": 1,
               "true_class_probability": 0.125, "pixels": [0, 255, 255, 0]}]}})";

inline constexpr char const* check_json =
    R"({"images": 100, "elements": 2, "values": 800, "differing_bits": 0, "first": null})";

inline constexpr char const* prediction_json = R"({"shift_differing_bits": 0, "turns": [
  {"element": "e", "label": "0°", "pixels": [0, 255, 255, 0], "probabilities": [[0.45, 0.1], [0.45, 0.0]],
   "answers": [{"element": "e", "class": "a"}, {"element": "r", "class": "a"}],
   "class_probability": 0.9, "pose_probability": 0.5},
  {"element": "r", "label": "180°", "pixels": [0, 255, 255, 0], "probabilities": [[0.45, 0.0], [0.45, 0.1]],
   "answers": [{"element": "e", "class": "a"}, {"element": "r", "class": "a"}],
   "class_probability": 0.9, "pose_probability": 0.5}]})";

/// A folder with the files of one run, gone after the test.
class ReportTest : public ::testing::Test {
protected:
  void SetUp() override { fs::create_directories(directory_ / "generated"); }

  void write_all() const {
    write("verify.json", verify_json);
    write("training.json", training_json);
    write("evaluation.json", evaluation_json);
    write("check.json", check_json);
    write("prediction.json", prediction_json);
    write("data.json", R"({"source": "mnist"})");
    write("generated/generate.json", generate_json);
  }

  void write(std::string const& name, std::string const& content) const {
    std::ofstream(directory_ / name) << content;
  }

  ::TemporaryFolder folder_;
  fs::path directory_ = folder_.path();
};

/// What \p record is refused with as the file \p name of a run of \p network; nothing if it is
/// read.
inline std::string refusal_of_record(nlohmann::json const& record,
                                     std::string const& name,
                                     NetworkFacts const& network = tiny_network()) {
  ::TemporaryFolder const folder;
  fs::create_directories(folder / "generated");
  std::ofstream{folder / name} << record.dump();
  try {
    static_cast<void>(read_run_record(folder.path(), network));
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

} // namespace equivarify::codegen

#endif
