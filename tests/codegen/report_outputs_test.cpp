/// \file
/// Reports of networks with outputs of every head, and records of them that are refused.
#include "equivarify/codegen/report/input_view.hpp"
#include "equivarify/codegen/report/number_picture.hpp"
#include "equivarify/codegen/report/output_view.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"
#include "equivarify/codegen/report/report_page.hpp"
#include "equivarify/codegen/report/result_json.hpp"
#include "equivarify/codegen/report/screenful.hpp"
#include "equivarify/codegen/report/wording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "codegen/output_run.hpp"
#include "codegen/report_run.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

NetworkFacts every_head_of_slots() {
  return describe(network_with(slots(every_head(), 12)));
}

NetworkFacts planes() {
  return describe(network_with(turned_planes()));
}

class OutputReport : public ReportTest {
protected:
  [[nodiscard]] RunRecord run_of(NetworkFacts const& network) const {
    write("prediction.json", file_of(sound_prediction_of(network)).dump());
    write("evaluation.json", file_of(sound_evaluation_of(network)).dump());
    write("check.json", file_of(sound_check_of(network)).dump());
    return read_run_record(directory_, network);
  }
};

TEST_F(OutputReport, ShowsEachHeadWithItsFiguresAndItsAnswersAsSets) {
  NetworkFacts const network = every_head_of_slots();
  RunRecord const run = run_of(network);
  EXPECT_TRUE(is_sound(run));
  std::string const page = to_report_page(network, run);
  for (char const* const head : {"invariant", "vector", "grid", "induced", "permuted"}) {
    EXPECT_THAT(page, HasSubstr(std::string{head} + " of "));
  }
  EXPECT_THAT(page,
              AllOf(HasSubstr("F(k x) = k F(x) for all k in"),
                    HasSubstr("<b>a or b, 50.00 % each</b>; right: <b>a</b>"),
                    HasSubstr("left at e or right at e"),
                    HasSubstr("f(g x)"),
                    HasSubstr("g f(x)"),
                    HasSubstr("aria-label=\"plane: f(g x)\""),
                    HasSubstr("which: what was right (row) by what was answered (column)"),
                    HasSubstr("<td data-heading=\"numbers\">1.5, 1.5, 0</td>"),
                    HasSubstr("<p class=\"good\">0 bits differ</p>"),
                    Not(HasSubstr("class=\"bad\">1"))));
  std::string const text = to_screenful(network, run, false);
  EXPECT_THAT(text,
              AllOf(HasSubstr("forces"), HasSubstr("a or b, 50.00 % each"), HasSubstr("50.00 %")));
  json const result = json::parse(to_result_json(network, run));
  EXPECT_EQ(result["accuracy"]["outputs"][4]["accuracy"], 0.5);
  EXPECT_EQ(result["equivariance"]["outputs"][1]["differing_bits"], 0);
  EXPECT_EQ(result["data"]["test_images"], 10);
}

TEST_F(OutputReport, ShowsPlanesNextToThoseOfTheTurnedInput) {
  NetworkFacts const network = planes();
  RunRecord const run = run_of(network);
  std::string const page = to_report_page(network, run);
  EXPECT_THAT(page,
              AllOf(HasSubstr("aria-label=\"mask: g f(x)\""),
                    HasSubstr("aria-label=\"the input moved by r: input\""),
                    HasSubstr("aria-label=\"mask: right\""),
                    HasSubstr("class=\"minus\"")));
}

TEST_F(OutputReport, SaysWhichTurnsDiffer) {
  NetworkFacts const network = every_head_of_slots();
  OutputPredictionRecord prediction = sound_prediction_of(network);
  prediction.turns[2].outputs[1].values[0] += 1;
  prediction.differing_bits = bits_between(sound_prediction_of(network).turns[2].outputs[1].values,
                                           prediction.turns[2].outputs[1].values);
  ASSERT_GT(prediction.differing_bits, 0U);
  write("prediction.json", file_of(prediction).dump());
  RunRecord const run = read_run_record(directory_, network);
  EXPECT_FALSE(is_sound(run));
  EXPECT_THAT(to_report_page(network, run),
              HasSubstr("<p class=\"bad\">" + differing(prediction.differing_bits)));
}

/// A record changed by hand, and the place where it is refused.
struct ForgedOutputs {
  std::function<void(json&)> change;
  char const* place;
  char const* expected;
};

void expect_refused(json const& sound,
                    std::string const& file,
                    NetworkFacts const& network,
                    std::vector<ForgedOutputs> const& forgeries) {
  ASSERT_EQ(refusal_of_record(sound, file, network), "");
  for (ForgedOutputs const& forged : forgeries) {
    json record = sound;
    forged.change(record);
    EXPECT_THAT(refusal_of_record(record, file, network),
                AllOf(HasSubstr(std::string{"\n  at           "} + forged.place + "\n"),
                      HasSubstr(std::string{"\n  expected     "} + forged.expected)));
  }
}

TEST(ReportedOutputs, NameThePlaceWhereAPredictionIsNotOfTheNetwork) {
  NetworkFacts const network = every_head_of_slots();
  expect_refused(
      file_of(sound_prediction_of(network)),
      "prediction.json",
      network,
      {{[](json& p) { p["turns"] = json::array(); }, "/turns", "a list with one or more"},
       {[](json& p) { p["turns"][0]["element"] = "r"; }, "/turns/0/element", "\"e\", the input"},
       {[](json& p) { p["turns"][1]["element"] = "x"; }, "/turns/1/element", "one of e, "},
       {[](json& p) { p["turns"][1]["input"].push_back(0); },
        "/turns/1/input",
        "a list of 3, one for each number of an input"},
       {[](json& p) { p["turns"][1]["outputs"].erase(1); },
        "/turns/1/outputs",
        "a list of 5, one for each output of this network"},
       {[](json& p) { p["turns"][1]["outputs"][1]["name"] = "which"; },
        "/turns/1/outputs/1/name",
        "\"forces\", as output 2 has"},
       {[](json& p) { p["turns"][1]["outputs"][1]["head"] = "grid"; },
        "/turns/1/outputs/1/head",
        "\"vector\", as output 2 has"},
       {[](json& p) { p["turns"][1]["outputs"][3]["values"].erase(5); },
        "/turns/1/outputs/3/values",
        "a list of 6, one for each number of the output"},
       {[](json& p) { p["turns"][0]["outputs"][4]["answers"] = {"a"}; },
        "/turns/0/outputs/4/answers",
        "each class with the largest of the \"values\" once"},
       {[](json& p) { p["turns"][0]["outputs"][4]["answers"][1] = "c"; },
        "/turns/0/outputs/4/answers/1",
        "a class with the largest of the \"values\""},
       {[](json& p) { p["turns"][0]["outputs"][4]["answers"][1] = "d"; },
        "/turns/0/outputs/4/answers/1",
        "one of a, b, c"},
       {[](json& p) { p["turns"][0]["outputs"][1]["answers"] = {"a"}; },
        "/turns/0/outputs/1/answers",
        "nothing: its answer is no class"},
       {[](json& p) { p["turns"][2]["outputs"][1]["values"][0] = 7; }, "/differing_bits", ""},
       {[](json& p) { p["differing_bits"] = 3; }, "/differing_bits", "0, which follows"},
       {[](json& p) { p["turns"][2]["outputs"][1]["values"][0] = nullptr; },
        "/not_finite",
        "1, which follows"},
       {[](json& p) { p["not_finite"] = 2; }, "/not_finite", "0, which follows"}});
}

TEST(ReportedOutputs, NameThePlaceWhereAnEvaluationIsNotOfTheNetwork) {
  NetworkFacts const network = every_head_of_slots();
  expect_refused(file_of(sound_evaluation_of(network)),
                 "evaluation.json",
                 network,
                 {{[](json& e) { e["images"] = 0; }, "/images", "a number of images, 1 or more"},
                  {[](json& e) { e["shift"] = 2; }, "/shift", "one without --shift"},
                  {[](json& e) { e["outputs"].erase(0); }, "/outputs", "a list of 5"},
                  {[](json& e) { e["outputs"][4].erase("accuracy"); },
                   "/outputs/4",
                   "an object with the key \"accuracy\""},
                  {[](json& e) { e["outputs"][4]["accuracy"] = 0.75; },
                   "/outputs/4/accuracy",
                   "0.5, which follows"},
                  {[](json& e) { e["outputs"][4]["accuracy"] = 1.5; },
                   "/outputs/4/accuracy",
                   "a number from 0 to 1"},
                  {[](json& e) { e["outputs"][1].erase("mean_absolute_error"); },
                   "/outputs/1",
                   "an object with the key \"mean_absolute_error\""},
                  {[](json& e) { e["outputs"][4].erase("confusion"); },
                   "/outputs/4",
                   "an object with the key \"confusion\""},
                  {[](json& e) { e["outputs"][4]["confusion"].erase(2); },
                   "/outputs/4/confusion",
                   "a list of 3, one for each class"},
                  {[](json& e) { e["outputs"][4]["confusion"][1].erase(2); },
                   "/outputs/4/confusion/1",
                   "a list of 3, one for each class"},
                  {[](json& e) { e["outputs"][4]["confusion"][1][2] = -1; },
                   "/outputs/4/confusion/1/2",
                   "a number of inputs, 0 or more"},
                  {[](json& e) { e["outputs"][4]["confusion"][1][2] = 1; },
                   "/outputs/4/confusion",
                   "10 answers at most"},
                  {[](json& e) { e["loss"] = 2; }, "/loss", "2.5, which follows"},
                  {[](json& e) { e["examples"][0]["outputs"][4]["target"] = {3}; },
                   "/examples/0/outputs/4/target/0",
                   "the number of a class, from 0 to 2"},
                  {[](json& e) { e["worst"][0]["outputs"][1]["target"].erase(2); },
                   "/worst/0/outputs/1/target",
                   "a list of 3, one for each number of a target"},
                  {[](json& e) { e["worst"][0]["input"].erase(2); },
                   "/worst/0/input",
                   "a list of 3, one for each number of an input"}});
}

TEST(ReportedOutputs, NameThePlaceWhereACheckIsNotOfTheNetwork) {
  NetworkFacts const network = every_head_of_slots();
  expect_refused(
      file_of(sound_check_of(network)),
      "check.json",
      network,
      {{[](json& c) { c["outputs"].erase(4); }, "/outputs", "a list of 5"},
       {[](json& c) { c["outputs"][2]["name"] = "sides"; }, "/outputs/2/name", "\"plane\""},
       {[](json& c) { c["outputs"][2]["values"] = 0; },
        "/outputs/2/values",
        "180, all numbers of the output"},
       {[](json& c) { c["values"] = 1; }, "/values", "960, which follows"},
       {[](json& c) { c["outputs"][2]["differing_bits"] = 3; },
        "/differing_bits",
        "3, which follows"}});
  json without = file_of(sound_check_of(network));
  without.erase("outputs");
  EXPECT_THAT(refusal_of_record(without, "check.json", network),
              HasSubstr("an object with the key \"outputs\""));
  json with_outputs = json::parse(check_json);
  with_outputs["outputs"] = json::array();
  EXPECT_THAT(refusal_of_record(with_outputs, "check.json"),
              HasSubstr("expected     nothing: it has no outputs"));
}

TEST(NumberPicture, ShadesBySizeAndTellsSignsApart) {
  std::string const svg =
      numbers_svg({1, 1, -0.5, std::numeric_limits<double>::quiet_NaN()}, {1, 2, 2}, 1, "x <b>");
  EXPECT_THAT(svg,
              AllOf(HasSubstr(R"(<path class="plus" stroke-opacity="1" d="M0 0.5h2"/>)"),
                    HasSubstr(R"(<path class="minus" stroke-opacity="0.52" d="M0 1.5h1"/>)"),
                    HasSubstr("aria-label=\"x &lt;b&gt;\""),
                    Not(HasSubstr("M1 1.5"))));
  EXPECT_EQ(darkest_of({0.5, 0.25}), 1.0);
  EXPECT_EQ(darkest_of({0.5, -3}), 3.0);
}

TEST(NumberPicture, PutsPlanesNextToOneAnotherAndRowsOfSignalsBelow) {
  EXPECT_THAT(numbers_svg({0, 0, 0, 0, 1, 0, 0, 0}, {2, 2, 2}, 1, ""),
              AllOf(HasSubstr("viewBox=\"0 0 5 2\""), HasSubstr("d=\"M3 0.5h1\"")));
  EXPECT_THAT(numbers_svg({0, 0, 0, 1}, {2, 1, 2}, 1, ""),
              AllOf(HasSubstr("viewBox=\"0 0 2 2\""), HasSubstr("d=\"M1 1.5h1\"")));
  EXPECT_THAT(input_svg(std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {3, 2, 2}, ""),
              AllOf(HasSubstr("stroke=\"#f00\" d=\"M0 0.5h1\""),
                    HasSubstr("stroke=\"#00f\" d=\"M1 1.5h1\"")));
  EXPECT_TRUE(is_picture({1, 1, 3}));
  EXPECT_FALSE(is_picture({7, 1, 1}));
  EXPECT_FALSE(is_picture({17, 4, 4}));
}

TEST(NumberPicture, WritesOnlyTheFirstOfManyNumbers) {
  EXPECT_EQ(numbers_in_words({1, -0.5}), "1, -0.5");
  EXPECT_THAT(numbers_in_words(std::vector<double>(20)), HasSubstr("0 and 4 more"));
}

TEST(ReportedInputs, ArePicturesOrTablesPartByPart) {
  NetworkFacts network;
  network.input = {5, 1, 1};
  network.parts = {{.name = "picture", .shape = {1, 2, 2}, .offset = 0},
                   {.name = "speed", .shape = {1, 1, 1}, .offset = 4}};
  std::string const html = input_html(network, {0, 0, 0, 0, 0}, {0, 1, 0, 0, 0.25}, "it");
  EXPECT_THAT(html,
              AllOf(HasSubstr("aria-label=\"it: picture\""),
                    HasSubstr("<td data-heading=\"part of the input\"><bdi>speed</bdi></td>"),
                    HasSubstr(">0.25</td>")));
}

} // namespace
} // namespace equivarify::codegen
