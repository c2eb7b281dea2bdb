/// \file
/// Predictions that `equivarify report` refuses: they would be drawn past their ends.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

#include "codegen/report_run.hpp"
#include "runtime/temporary_folder.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// Of a network of two classes and two elements on pictures of 2x2 pixels.
json sound_prediction() {
  return json::parse(R"({"shift_differing_bits": 0, "turns": [
      {"element": "e", "label": "0", "pixels": [0, 255, 255, 0],
       "answers": [{"element": "e", "class": "a"}], "class_probability": 0.9, "pose_probability": 1,
       "probabilities": [[0.9, 0.1], [0.0, 0.0]]}]})");
}

/// What \p record is refused with as the file \p name of a run; nothing if it is read.
std::string error_of(json const& record, std::string const& name = "prediction.json") {
  ::TemporaryFolder const folder;
  std::ofstream{folder / name} << record.dump();
  NetworkFacts network;
  network.spec_sha256 = "abc";
  network.elements = {"e", "r"};
  network.classes = {"a", "b"};
  network.input = {1, 2, 2};
  try {
    static_cast<void>(read_run_record(folder.path(), network));
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

struct Broken {
  char const* pointer;
  json value; ///< null takes the member away
  char const* message;
};

TEST(ReportRefusal, NamesThePlaceOfWhatIsNotOfTheNetwork) {
  EXPECT_EQ(error_of(sound_prediction()), "");
  for (Broken const& broken :
       {Broken{"/turns/0/pixels", nullptr, "an object with the key \"pixels\""},
        {"/turns/0/probabilities", nullptr, "an object with the key \"probabilities\""},
        {"/turns/0/pixels",
         json{0, 255, 255},
         "wrong length\n"
         "  at           /turns/0/pixels\n"
         "  found        [0,255,255]\n"
         "  expected     a list of 4, one for each pixel of the input\n"},
        {"/turns/0/pixels/2", 256, "expected     an integer from 0 to 255\n"},
        {"/turns/0/probabilities",
         json::array({json{0.5, 0.5}}),
         "at           /turns/0/probabilities\n"
         "  found        a list of 1\n"
         "  expected     a list of 2, one for each element\n"},
        {"/turns/0/probabilities/1",
         json::array({0.5}),
         "at           /turns/0/probabilities/1\n"
         "  found        [0.5]\n"
         "  expected     a list of 2, one for each class\n"},
        {"/turns/0/probabilities/1/1", -1.0, "expected     a number from 0 to 1\n"},
        {"/turns/0/probabilities/1/1", 1e300, "expected     a number from 0 to 1\n"},
        {"/turns/0/answers/0/element",
         "r^2",
         "unknown name\n"
         "  at           /turns/0/answers/0/element\n"
         "  found        the string \"r^2\"\n"
         "  expected     one of e, r\n"},
        {"/turns/0/answers/0/class", "c", "expected     one of a, b\n"},
        {"/turns/0/class_probability", 1.5, "expected     a number from 0 to 1\n"},
        {"/turns", json::array(), "no turns\n"}}) {
    json prediction = sound_prediction();
    json::json_pointer const place{broken.pointer};
    if (broken.value.is_null()) {
      prediction.at(place.parent_pointer()).erase(place.back());
    } else {
      prediction[place] = broken.value;
    }
    EXPECT_THAT(error_of(prediction), HasSubstr(broken.message));
  }
}

TEST(ReportRefusal, TellsAVerificationThatIsNotFinishedFromAVerdict) {
  json verification{{"sha256", "0"}, {"verdict", "unfinished"}};
  EXPECT_THAT(error_of(verification, "verify.json"),
              HasSubstr("at           /verdict\n"
                        "  found        the string \"unfinished\"\n"
                        "  expected     \"verified\", \"refuted\" or \"not_proved\": verify "
                        "without --budget gives "
                        "one\n"));
  verification["verdict"] = "verified"; // gets past the verdict
  EXPECT_THAT(error_of(verification, "verify.json"), HasSubstr("missing key"));
}

TEST(ReportRefusal, NamesTheFileOfAnotherSpec) {
  struct Sound {
    std::string name;
    char const* sound;
    std::string key = "spec_sha256";
  };

  for (auto const& [name, sound, key] : {Sound{"training.json", training_json},
                                         Sound{"evaluation.json", evaluation_json},
                                         Sound{"check.json", check_json},
                                         Sound{"prediction.json", prediction_json},
                                         Sound{"verify.json", verify_json, "sha256"}}) {
    json record = json::parse(sound);
    record[key] = "abc";
    EXPECT_EQ(error_of(record, name), "") << name;
    record[key] = "def";
    EXPECT_THAT(error_of(record, name),
                AllOf(HasSubstr("belongs to another spec"),
                      HasSubstr("at           /" + key),
                      HasSubstr("expected     abc, the digest of this one")))
        << name;
  }
}

TEST(ReportRefusal, NamesAVerdictAndAnAccuracyThatAreNone) {
  json verification = json::parse(verify_json);
  verification["verdict"] = "x";
  EXPECT_THAT(error_of(verification, "verify.json"),
              HasSubstr("expected     \"verified\", \"refuted\" or \"not_proved\""));
  for (char const* const place : {"/random_turn/joint", "/random_turn/class", "/copies/1/pose"}) {
    for (double const wrong : {-1.0, 1.5, 1e308}) {
      json evaluation = json::parse(evaluation_json);
      evaluation[json::json_pointer(place)] = wrong;
      EXPECT_THAT(error_of(evaluation, "evaluation.json"),
                  AllOf(HasSubstr(place), HasSubstr("expected     a number from 0 to 1")));
    }
  }
}

} // namespace
} // namespace equivarify::codegen
