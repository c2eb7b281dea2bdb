/// \file
/// Records that `equivarify report` refuses: predictions that would be drawn past their ends, and
/// what contradicts itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "codegen/report_run.hpp"

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

struct Broken {
  char const* pointer;
  json value; ///< null takes the member away
  char const* message;
};

TEST(ReportRefusal, NamesThePlaceOfWhatIsNotOfTheNetwork) {
  EXPECT_EQ(refusal_of_record(sound_prediction(), "prediction.json"), "");
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
    EXPECT_THAT(refusal_of_record(prediction, "prediction.json"), HasSubstr(broken.message));
  }
}

TEST(ReportRefusal, TellsAVerificationThatIsNotFinishedFromAVerdict) {
  json verification = json::parse(verify_json);
  verification["verdict"] = "unfinished";
  verification["left_out"] = {"network: 1 of 2 random inputs"};
  EXPECT_THAT(refusal_of_record(verification, "verify.json"),
              HasSubstr("at           /verdict\n"
                        "  found        the string \"unfinished\"\n"
                        "  expected     \"verified\", \"refuted\" or \"not_proved\": verify "
                        "without --budget gives "
                        "one\n"));
}

TEST(ReportRefusal, NamesThePlaceOfWhatContradictsTheRest) {
  json const failing_layer = json::parse(R"({"verdict": "not_proved", "measured": null, "layers": [
      {"block": "a", "name": "c", "verdict": "not_proved", "largest_subgroup": "<r>", "reason": "x"}]})");
  json const refuted_claim =
      json::parse(R"({"verdict": "refuted", "counterexample": ["g = r"], "layers": [
      {"name": "c", "verdict": "refuted", "values_compared": 1, "reason": "x", "counterexample": null}]})");
  json holding_layer = failing_layer;
  holding_layer["verdict"] = "holds";
  json holding_claim = refuted_claim;
  holding_claim["verdict"] = "holds";

  struct Changed {
    char const* pointer;
    json value;
    char const* place;    ///< of what is refused
    char const* expected; ///< there
  };

  for (Changed const& changed :
       {Changed{"/verdict", "refuted", "/verdict", "\"verified\""},
        {"/verdict", "not_proved", "/verdict", "\"verified\""},
        {"/lemmas/0/verdict", "refuted", "/verdict", "\"refuted\""},
        {"/lemmas/0/symbolic/verdict", "unproved", "/lemmas/0/symbolic/verdict", "\"proved\""},
        {"/lemmas/0/symbolic/claims/0/verdict",
         "unproved",
         "/lemmas/0/symbolic/verdict",
         "\"unproved\""},
        {"/network/layers/0/differing_bits", 1, "/network/differing_bits", "1"},
        {"/network/layers/0/differing_bits", 1, "/verdict", "\"refuted\""},
        {"/network/diagram/failures", {"x"}, "/network/diagram/commutes", "false"},
        {"/network/symbolic", nullptr, "/verdict", "\"not_proved\""},
        {"/network/stack", failing_layer, "/verdict", "\"not_proved\""},
        {"/network/stack", holding_layer, "/network/stack/verdict", "\"not_proved\""},
        {"/parameters/plain", 11, "/verdict", "\"refuted\""},
        {"/construction",
         {{"quotient",
           {{"verdict", "unproved"},
            {"claims", {{{"name", "a"}, {"says", "b"}, {"verdict", "unproved"}}}}}}},
         "/verdict",
         "\"refuted\""},
        {"/left_out", {"random instances"}, "/verdict", "\"unfinished\""},
        {"/already", refuted_claim, "/verdict", "\"refuted\""},
        {"/already", holding_claim, "/already/verdict", "\"refuted\""}}) {
    json verification = json::parse(verify_json);
    ASSERT_EQ(refusal_of_record(verification, "verify.json"), "");
    verification[json::json_pointer(changed.pointer)] = changed.value;
    EXPECT_THAT(refusal_of_record(verification, "verify.json"),
                AllOf(HasSubstr("contradicts the rest\n"),
                      HasSubstr(std::string("  at           ") + changed.place + "\n"),
                      HasSubstr(std::string("  expected     ") + changed.expected +
                                ", which follows from the rest\n")))
        << changed.pointer;
  }
}

TEST(ReportRefusal, AsksForTheVerdictOfALayerThatFails) {
  NetworkFacts network = tiny_network();
  network.agenda.claim = ClaimCheck{.subgroup = "<r>", .layers = {{.layer = "c"}}};
  auto const refusal = [&](json const& record) {
    return refusal_of_record(record, "verify.json", network);
  };
  json verification = json::parse(verify_json);
  verification["verdict"] = "refuted";
  verification["already"] = json::parse(
      R"({"verdict": "refuted", "counterexample": ["g = r"], "layers": [
      {"name": "c", "verdict": "holds", "values_compared": 1, "reason": "x", "counterexample": null}]})");
  EXPECT_THAT(refusal(verification), HasSubstr("  at           /already/layers/0/verdict\n"));
  verification["already"]["layers"][0]["verdict"] = "refuted";
  EXPECT_EQ(refusal(verification), "");
  verification["already"]["verdict"] = "holds";
  verification["already"]["counterexample"] = nullptr;
  verification["already"]["layers"][0]["reason"] = nullptr;
  verification["verdict"] = "verified";
  EXPECT_THAT(refusal(verification), HasSubstr("  at           /already/layers/0/verdict\n"));
  verification["already"]["layers"][0]["verdict"] = "holds";
  EXPECT_EQ(refusal(verification), "");
  EXPECT_THAT(refusal_of_record(verification, "verify.json"),
              HasSubstr("  expected     null, for the network has no claim that it is equivariant "
                        "already\n"));
  verification["already"]["layers"] = json::array();
  EXPECT_THAT(refusal(verification), HasSubstr("  at           /already/layers\n"));
  verification.erase("already");
  EXPECT_THAT(refusal(verification), HasSubstr("an object with the key \"already\"\n"));
}

TEST(ReportRefusal, TakesNoCheckOfNoImages) {
  json check = json::parse(check_json);
  check["images"] = 0;
  EXPECT_THAT(refusal_of_record(check, "check.json"),
              HasSubstr("a check of no images\n"
                        "  at           /images\n"
                        "  found        0\n"
                        "  expected     a number of images, 1 or more\n"));
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
    EXPECT_EQ(refusal_of_record(record, name), "") << name;
    record[key] = "def";
    EXPECT_THAT(refusal_of_record(record, name),
                AllOf(HasSubstr("belongs to another spec"),
                      HasSubstr("at           /" + key),
                      HasSubstr("expected     abc, the digest of this one")))
        << name;
  }
}

TEST(ReportRefusal, NamesAVerdictAndAnAccuracyThatAreNone) {
  json verification = json::parse(verify_json);
  verification["verdict"] = "x";
  EXPECT_THAT(refusal_of_record(verification, "verify.json"),
              HasSubstr("expected     one of \"verified\", \"refuted\", \"not_proved\", "
                        "\"unfinished\""));
  for (char const* const place : {"/random_turn/joint", "/random_turn/class", "/copies/1/pose"}) {
    for (double const wrong : {-1.0, 1.5, 1e308}) {
      json evaluation = json::parse(evaluation_json);
      evaluation[json::json_pointer(place)] = wrong;
      EXPECT_THAT(refusal_of_record(evaluation, "evaluation.json"),
                  AllOf(HasSubstr(place), HasSubstr("expected     a number from 0 to 1")));
    }
  }
}

} // namespace
} // namespace equivarify::codegen
