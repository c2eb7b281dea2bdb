#include "equivarify/codegen/report/digit_picture.hpp"
#include "equivarify/codegen/report/heat_grid.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/loss_curve.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Numbers, AreWrittenForPeople) {
  EXPECT_EQ(grouped(std::size_t{0}), "0");
  EXPECT_EQ(grouped(999UL), "999");
  EXPECT_EQ(grouped(430674UL), "430,674");
  EXPECT_EQ(grouped(1234567UL), "1,234,567");
  EXPECT_EQ(rounded(9999), "9,999");
  EXPECT_EQ(rounded(43'210'000), "43.2 M");
  EXPECT_EQ(rounded(999'600), "1.00 M");
  EXPECT_EQ(percent(0.98674), "98.67 %");
  EXPECT_EQ(percent(1.0), "100.00 %");
  EXPECT_EQ(percent(0.99999), "> 99.99 %");
  EXPECT_EQ(duration(48.06), "48.1 s");
  EXPECT_EQ(duration(145.2), "2 min 25 s");
}

TEST(Numbers, AreReadFromDigitsAlone) {
  EXPECT_EQ(whole_number("042"), 42U);
  EXPECT_EQ(whole_number("999999999999999999"), 999'999'999'999'999'999U);
  for (char const* text : {"", "-1", "+1", " 1", "1.0", "0x1", "1000000000000000000"}) {
    EXPECT_FALSE(whole_number(text)) << text;
  }
}

TEST(Html, EscapesWhatMeansSomething) {
  EXPECT_EQ(escape_html(R"(<a b="c">&'</a>)"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;&lt;/a&gt;");
}

TEST(Picture, JoinsEqualPixelsAndLeavesOutBlankOnes) {
  std::string const svg = picture_svg({0, 255, 255, 0, 0, 0}, {1, 2, 3}, "a <b>");
  EXPECT_THAT(svg, HasSubstr(R"(<rect x="1" y="0" width="2" height="1" opacity="1"/>)"));
  EXPECT_EQ(svg.find(" y=\"1\""), std::string::npos);
  EXPECT_THAT(svg, HasSubstr("aria-label=\"a &lt;b&gt;\""));
}

TEST(Picture, HasTwoRowsOfPixelsALine) {
  EXPECT_THAT(picture_lines({255, 0, 255, 0, 0, 255}, {1, 3, 2}, 14),
              ::testing::ElementsAre("█ ", " ▀"));
}

TEST(ProbabilityGrid, ShadesByTheFourthRoot) {
  EXPECT_DOUBLE_EQ(shade_of(0.0001), 0.1);
  EXPECT_EQ(probability_line({0.0, 0.0001, 0.01, 0.3, 1.0}), "··░▓█");
}

TEST(ProbabilityGrid, SaysItsNumbersAndWhatItShowsToThoseWhoCannotPoint) {
  std::string const html =
      probability_grid_html({{0.25}}, {.name = "all of it", .rows = {"0°"}, .columns = {"7"}});
  EXPECT_THAT(html, HasSubstr("<title>0.25</title>"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"all of it\""));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">0.25</td>"));
}

TEST(ProbabilityGrid, IsNotDrawnWhereNobodyCouldReadIt) {
  std::vector<std::string> const rows(128, "g");
  std::vector<std::string> const columns(100, "c");
  std::vector<std::vector<double>> const all(128, std::vector<double>(100));
  EXPECT_EQ(probability_grid_html(all, {.name = "all", .rows = rows, .columns = columns}),
            "<p class=\"soft\">12800 probabilities are too many to draw.</p>\n");
}

TEST(HeatGrid, GivesNamesTheRoomThatTheyNeed) {
  HeatGrid grid{.name = "grid",
                .rows = {"quarter turn", "e"},
                .columns = {"a", "b"},
                .cells = {{{1.0, "1"}, {0.0, "0"}}, {{0.5, "2"}, {0.0, "0"}}}};
  std::string const short_names = heat_grid_svg(grid);
  EXPECT_THAT(short_names, HasSubstr("viewBox=\"0 0 128 54\"")); // 12 letters of 7, 2 cells of 18
  EXPECT_THAT(short_names, HasSubstr(">quarter turn</text>"));
  EXPECT_THAT(short_names, Not(HasSubstr("rotate")));
  grid.columns = {"trouser", "a name of twenty let"};
  std::string const long_names = heat_grid_svg(grid);
  EXPECT_THAT(long_names, HasSubstr("rotate(-90)\">trouser</text>"));
  EXPECT_THAT(long_names, HasSubstr("rotate(-90)\">a name of twent…</text>"));
}

TEST(Answers, AreNamedOrCounted) {
  NetworkFacts network;
  network.elements = {"e", "r", "r^2", "r^3"};
  network.element_labels = {"0°", "90°", "180°", "270°"};
  network.classes = {"a", "b"};
  AnswerRecord answer;
  EXPECT_EQ(answer_in_words(network, answer, 4), "no answer");
  answer.best = {{1, 0}};
  EXPECT_EQ(answer_in_words(network, answer, 1), "a at 90°");
  answer.best = {{0, 0}, {2, 0}, {3, 0}};
  EXPECT_EQ(answer_in_words(network, answer, 3), "a at 0°, 180° or 270°");
  EXPECT_EQ(answer_in_words(network, answer, 1), "a at 3 of 4 turns");
  answer.best = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {2, 1}};
  EXPECT_EQ(answer_in_words(network, answer, 1), "a at any turn or b at 180°");
}

TEST(LossCurve, BinsKeepMeanAndRange) {
  auto const bins = loss_bins({{1, 1.0}, {2, 3.0}, {3, 0.0}, {4, 2.0}, {5, 4.0}}, 2);
  ASSERT_EQ(bins.size(), 2U);
  EXPECT_EQ(bins[0].mean, 2.0);
  EXPECT_EQ(bins[1].smallest, 2.0);
  EXPECT_EQ(bins[1].largest, 4.0);
  EXPECT_EQ(bins[1].step, 4.5);
}

TEST(LossCurve, IsEmptyWithoutTwoPoints) {
  TrainingRecord training;
  training.curve = {{1, 1.0}};
  EXPECT_EQ(loss_curve_svg(training), "");
  training.curve.push_back({2, 1.0});
  EXPECT_THAT(loss_curve_svg(training), HasSubstr("class=\"line\""));
  EXPECT_THAT(loss_curve_svg(training), HasSubstr("aria-label=\"loss by step, from 1 to 1\""));
}

TEST(LossCurve, ShowsValidationAsADotPerEpoch) {
  TrainingRecord training;
  training.curve = {{.step = 1, .loss = 1.0}, {.step = 4, .loss = 0.1}};
  training.epochs = {{.epoch = 1, .validation_loss = 10.0}, {.epoch = 2, .validation_loss = 0.1}};
  std::string const svg = loss_curve_svg(training);
  // Halfway at the top of the axis, which reaches up to 10, and at the end at its bottom.
  EXPECT_THAT(svg, HasSubstr("<circle class=\"dot\" cx=\"381.0\" cy=\"10.0\" r=\"4\"/>"));
  EXPECT_THAT(svg, HasSubstr("<circle class=\"dot\" cx=\"710.0\" cy=\"230.0\" r=\"4\"/>"));
  training.epochs = {{.epoch = 1}};
  EXPECT_THAT(loss_curve_svg(training), Not(HasSubstr("circle")));
}

TEST(LossCurve, ShowsALineForEachOfSeveralOutputs) {
  TrainingRecord training;
  training.curve = {{.step = 1, .loss = 1.0}, {.step = 4, .loss = 1.0}};
  std::vector<OutputLossRecord> const first{{.name = "falls", .loss = 10.0},
                                            {.name = "a<b", .loss = 0.1}};
  std::vector<OutputLossRecord> const last{{.name = "falls", .loss = 0.1},
                                           {.name = "a<b", .loss = 0.0}};
  training.epochs = {{.epoch = 1, .outputs = first}, {.epoch = 2, .outputs = last}};
  std::string const svg = loss_curve_svg(training);
  // At the middles of the epochs, a quarter and three of the way from 52 to 710.
  EXPECT_THAT(svg, HasSubstr("d=\"M216.5 10.0 545.5 230.0 \"/>"));
  EXPECT_THAT(svg,
              HasSubstr("x=\"545.5\" y=\"224.0\" text-anchor=\"end\" style=\"fill: hsl(30 60% "
                        "45%)\">falls</text>"));
  EXPECT_THAT(svg, HasSubstr("d=\"M216.5 230.0 \"/>")); // 0 has no place on the axis
  EXPECT_THAT(svg, HasSubstr(">a&lt;b</text>"));
  training.epochs = {{.epoch = 1}, {.epoch = 2, .outputs = last}}; // by an older program first
  EXPECT_THAT(loss_curve_svg(training), HasSubstr("d=\"M545.5 230.0 \"/>"));
}

} // namespace
} // namespace equivarify::codegen
