#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/report/digit_picture.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/loss_curve.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"
#include "equivarify/codegen/report/report_page.hpp"
#include "equivarify/codegen/report/result_json.hpp"
#include "equivarify/codegen/report/screenful.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "codegen/report_run.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string error_of(fs::path const& directory) {
  try {
    static_cast<void>(read_run_record(directory, tiny_network()));
  } catch (InputError const& error) {
    return error.what();
  }
  return "no error";
}

TEST_F(ReportTest, StepsThatWereNotTakenHaveNoRecord) {
  RunRecord const run = read_run_record(directory_, tiny_network());
  EXPECT_FALSE(run.verification || run.generation || run.training || run.evaluation ||
               run.bit_check || run.prediction);
  EXPECT_EQ(
      verdict_in_words(run),
      "The lemma identities were not checked; the trained network was not checked on images.");
  EXPECT_THAT(to_report_page(tiny_network(), run), HasSubstr("were not checked"));
  EXPECT_EQ(nlohmann::json::parse(to_result_json(tiny_network(), run)).at("training"), nullptr);
}

TEST_F(ReportTest, EveryFileOfARunIsRead) {
  write_all();
  RunRecord const run = read_run_record(directory_, tiny_network());
  EXPECT_EQ(run.verification->lemmas[0].exhaustive.cases, 12345U);
  EXPECT_EQ(run.verification->lemmas[1].exhaustive.cases, 1U);
  EXPECT_EQ(run.generation->comparison->largest_ulp(), 3U);
  EXPECT_DOUBLE_EQ(run.training->images_per_second(), 400.0);
  EXPECT_TRUE(run.evaluation->same_on_all_copies());
  EXPECT_EQ(run.bit_check->values, 800U);
  EXPECT_EQ(run.evaluation->errors.confusion[1][0], 0.5);
  EXPECT_EQ(run.evaluation->errors.worst[0].answer.best[0].class_index, 1U);
  EXPECT_EQ(run.prediction->turns[1].answer.best.size(), 2U);
  EXPECT_TRUE(is_sound(run));
}

TEST_F(ReportTest, ABrokenFileIsNamedWithThePlaceInIt) {
  std::string const file = (directory_ / "training.json").string();
  write("training.json", "{");
  EXPECT_EQ(error_of(directory_),
            file +
                ":1:2: not JSON\n"
                "  found        unexpected end of input, while reading: object key\n"
                "  expected     string literal\n"
                "1 problem in " +
                file);
  write("training.json", R"({"seed": 7, "images": 1, "epochs": [{"epoch": "one"}]})");
  EXPECT_EQ(error_of(directory_),
            file +
                ":1:47: wrong number\n"
                "  at           /epochs/0/epoch\n"
                "  found        the string \"one\"\n"
                "  expected     a whole number from 0 to 2^64 - 1\n"
                "1 problem in " +
                file);
  write("training.json", R"({"seed": 7})");
  EXPECT_EQ(error_of(directory_),
            file +
                ":1:1: missing key\n"
                "  found        an object with \"seed\"\n"
                "  expected     an object with the key \"images\"\n"
                "1 problem in " +
                file);
}

TEST_F(ReportTest, TheResultHoldsEveryFigure) {
  write_all();
  auto const result = nlohmann::json::parse(
      to_result_json(tiny_network(), read_run_record(directory_, tiny_network())));
  EXPECT_EQ(result.at("/data/source"_json_pointer), "mnist");
  EXPECT_EQ(result.at("/data/images"_json_pointer), 600);
  EXPECT_EQ(result.at("/parameters/plain"_json_pointer), 10);
  EXPECT_EQ(result.at("/multiply_adds"_json_pointer), 16);
  EXPECT_EQ(result.at("/verification/verdict"_json_pointer), "verified");
  EXPECT_EQ(result.at("/training/images_per_second"_json_pointer), 400.0);
  EXPECT_EQ(result.at("/training/weights_sha256"_json_pointer), "def");
  EXPECT_EQ(result.at("/accuracy/random_turn/joint"_json_pointer), 0.98);
  EXPECT_EQ(result.at("/accuracy/copies/1/element"_json_pointer), "r");
  EXPECT_EQ(result.at("/equivariance/differing_bits"_json_pointer), 0);
  EXPECT_EQ(result.at("/accuracy/random_turn/pose"_json_pointer), 0.975);
  EXPECT_EQ(result.at("/accuracy/errors/worst/0/answers/0/class"_json_pointer), "b");
  EXPECT_EQ(result.at("/prediction/turns/1/answers/1/element"_json_pointer), "r");
  EXPECT_EQ(result.at("/prediction/turns/1/pose_probability"_json_pointer), 0.5);
}

TEST_F(ReportTest, ThePageLoadsNothingAndEscapesTheSpecsText) {
  write_all();
  std::string const page =
      to_report_page(tiny_network(), read_run_record(directory_, tiny_network()));
  EXPECT_THAT(page, HasSubstr("Two &lt;small&gt; classes."));
  EXPECT_THAT(page, HasSubstr("e x = x &amp; g(hx) = (gh)x"));
  EXPECT_THAT(page, HasSubstr("98.00 %"));
  for (char const* loaded : {"<script", "<link", "src=", "href=", "url(", "http"}) {
    EXPECT_THAT(page, Not(HasSubstr(loaded)));
  }
}

TEST_F(ReportTest, ARefutedLemmaOrADifferingBitIsTheVerdict) {
  write_all();
  RunRecord run = read_run_record(directory_, tiny_network());
  run.bit_check->differing_bits = 1;
  EXPECT_FALSE(is_sound(run));
  EXPECT_EQ(verdict_in_words(run),
            "Verified: all 2 lemma identities hold; over 100 images and 2 elements 1 bit differs.");
  run.verification->lemmas[1].verdict = algebra::lemmas::LemmaVerdict::refuted;
  EXPECT_THAT(verdict_in_words(run), HasSubstr("Refuted: 1 of 2 lemma identities fail"));
  EXPECT_THAT(to_report_page(tiny_network(), run), HasSubstr("✗ refuted"));
  EXPECT_THAT(to_screenful(tiny_network(), run, false), HasSubstr("✗ labels"));
}

TEST_F(ReportTest, ANetworkThatIsRefutedIsNotCalledEquivariant) {
  write_all();
  RunRecord run = read_run_record(directory_, tiny_network());
  EXPECT_THAT(to_screenful(tiny_network(), run, false), HasSubstr("  equivariant under C2: "));
  run.verification->plain_parameters = 11;
  EXPECT_THAT(verdict_in_words(run),
              HasSubstr("Refuted: what is claimed of the network is false, though all 2 lemma "
                        "identities hold; "));
  EXPECT_THAT(to_screenful(tiny_network(), run, false),
              HasSubstr("  is it equivariant under C2: f(g x) = g f(x)?\n"));
  run.verification->plain_parameters = 10;
  run.verification->theorem.reset();
  EXPECT_THAT(verdict_in_words(run),
              HasSubstr("Not proved: layers are not known to commute with the group, though all 2 "
                        "lemma identities hold; "));
}

TEST_F(ReportTest, AnswersThatAreNoNumbersAreNoSuccess) {
  write_all();
  RunRecord run = read_run_record(directory_, tiny_network());
  ASSERT_TRUE(is_sound(run));
  run.bit_check->not_finite = 8;
  EXPECT_FALSE(is_sound(run));
  EXPECT_THAT(verdict_in_words(run),
              HasSubstr("0 bits differ, and 8 of 800 values are no finite numbers."));
  EXPECT_THAT(to_report_page(tiny_network(), run),
              HasSubstr("<b>8</b><span>of them are no finite"));
  run.bit_check->not_finite = 0;
  run.bit_check->symmetric = 37;
  EXPECT_TRUE(is_sound(run));
  EXPECT_THAT(to_report_page(tiny_network(), run),
              HasSubstr("<b>37</b><span>images that a g but e leaves as they are"));
  run.prediction->not_finite = 1;
  EXPECT_FALSE(is_sound(run));
}

TEST_F(ReportTest, OfALargeGroupItIsSaidHowManyElementsWereTried) {
  write_all();
  write("check.json",
        R"({"images": 100, "elements": 512, "order": 1152, "values": 800, "differing_bits": 0})");
  RunRecord const run = read_run_record(directory_, tiny_network());
  EXPECT_THAT(verdict_in_words(run),
              HasSubstr("over 100 images and 512 of 1,152 elements 0 bits differ"));
  EXPECT_EQ(nlohmann::json::parse(to_result_json(tiny_network(), run))
                .at("/equivariance/order"_json_pointer),
            1152);
}

TEST_F(ReportTest, RoundingIsNoFailureWhereTheArithmeticIsFast) {
  write_all();
  write("check.json",
        R"({"images": 100, "elements": 2, "values": 800, "differing_bits": 70, "exact": false,
            "deviation_ulp": 1024})");
  RunRecord run = read_run_record(directory_, tiny_network());
  run.prediction->shift_differing_bits = 4;
  EXPECT_TRUE(is_sound(run));
  EXPECT_EQ(
      verdict_in_words(run),
      "Verified: all 2 lemma identities hold; over 100 images and 2 elements logits differ by "
      "at most 1,024 ULP (arithmetic: fast).");
  run.bit_check->deviation_ulp = 1025;
  EXPECT_FALSE(is_sound(run));
}

TEST_F(ReportTest, TheSampleIsNamedEverywhere) {
  write_all();
  write("data.json", R"({"source": "sample"})");
  RunRecord const run = read_run_record(directory_, tiny_network());
  EXPECT_THAT(to_report_page(tiny_network(), run), HasSubstr("Its figures are not those of MNIST"));
  EXPECT_THAT(to_screenful(tiny_network(), run, false), HasSubstr("not on MNIST"));
  EXPECT_EQ(
      nlohmann::json::parse(to_result_json(tiny_network(), run)).at("/data/source"_json_pointer),
      "sample");
}

/// The number of characters (not bytes) of a line.
std::size_t length_of(std::string const& line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

TEST_F(ReportTest, TheScreenfulFitsTheScreenEvenForALargeGroup) {
  write_all();
  NetworkFacts network = tiny_network();
  RunRecord run = read_run_record(directory_, tiny_network());
  network.input = {1, 28, 28};
  network.classes.assign(10, "7");
  network.elements.assign(8, "r^2 s");
  network.element_labels.assign(8, "180° flipped");
  run.verification->lemmas.resize(11, run.verification->lemmas.front());
  run.evaluation->copies.resize(24, run.evaluation->copies.front());
  run.prediction->turns.resize(8, run.prediction->turns.front());
  for (TurnRecord& turn : run.prediction->turns) {
    turn.pixels.assign(784, 255);
    turn.probabilities.assign(8, std::vector<double>(10, 0.1));
  }
  std::istringstream text(to_screenful(network, run, false));
  std::size_t lines = 0;
  for (std::string line; std::getline(text, line); ++lines) {
    EXPECT_LE(length_of(line), 100U) << line;
  }
  EXPECT_LE(lines, 50U);
}

TEST_F(ReportTest, ColourIsOnlyWrittenWhenAskedFor) {
  write_all();
  RunRecord const run = read_run_record(directory_, tiny_network());
  EXPECT_THAT(to_screenful(tiny_network(), run, false), Not(HasSubstr("\x1b")));
  EXPECT_THAT(to_screenful(tiny_network(), run, true), HasSubstr("\x1b[32m"));
}

TEST_F(ReportTest, AFileIsReplacedAndNothingIsLeftNextToIt) {
  fs::path const file = directory_ / "out.txt";
  auto const files = [&] { return std::distance(fs::directory_iterator{directory_}, {}); };
  auto const before = files();
  write_file(file, "first");
  write_file(file, "second");
  std::ifstream stream(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "second");
  EXPECT_EQ(files(), before + 1);
  EXPECT_THROW(write_file(directory_ / "missing" / "out.txt", "x"), InputError);
}

} // namespace
} // namespace equivarify::codegen
