#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/report/error_section.hpp"
#include "equivarify/codegen/report/read_run_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "codegen/report_run.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class ReportErrorsTest : public ReportTest {
protected:
  [[nodiscard]] std::string section() const {
    return error_section(tiny_network(), read_run_record(directory_, tiny_network()));
  }

  /// What the evaluation is refused with once the value at \p pointer is \p value.
  [[nodiscard]] std::string refusal(char const* pointer, json const& value) const {
    json evaluation = json::parse(evaluation_json);
    evaluation[json::json_pointer(pointer)] = value;
    write("evaluation.json", evaluation.dump());
    try {
      static_cast<void>(read_run_record(directory_, tiny_network()));
    } catch (InputError const& error) {
      return error.what();
    }
    return "";
  }
};

TEST_F(ReportErrorsTest, ShowsConfusionsByClassAndByTurn) {
  write("evaluation.json", evaluation_json);
  std::string const html = section();
  EXPECT_THAT(html, HasSubstr("aria-label=\"pictures of each class (row) by answered class"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"pictures of each class (row) by how far"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">49.50</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">24.75</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">48</td>"));
}

TEST_F(ReportErrorsTest, ShowsAccuracyByConfidenceWhereThereArePictures) {
  write("evaluation.json", evaluation_json);
  std::string const html = section();
  EXPECT_THAT(html, HasSubstr(">50 to 90 %</td>"));
  EXPECT_THAT(html, HasSubstr(">60.00 %</td>"));
  EXPECT_THAT(html, Not(HasSubstr("90 to 100 %")));
}

TEST_F(ReportErrorsTest, ShowsTheSurestErrors) {
  write("evaluation.json", evaluation_json);
  EXPECT_THAT(
      section(),
      HasSubstr("<bdi>a at 180°</bdi> taken for <b><bdi>b at 0°</bdi></b>, 87.50 % sure; the "
                "right class has 12.50 % (number 17)"));
  EXPECT_EQ(refusal("/errors/worst", json::array()), "");
  EXPECT_THAT(section(), HasSubstr("No picture was without a right answer."));
}

TEST_F(ReportErrorsTest, ListsConfusionsWhereAGridWouldBeTooLarge) {
  NetworkFacts network = tiny_network();
  network.classes.clear();
  for (int c = 0; c < 50; ++c) {
    network.classes.push_back("kind" + std::to_string(c));
  }
  RunRecord run;
  run.evaluation.emplace();
  run.evaluation->errors.confusion.assign(50, std::vector<double>(50));
  run.evaluation->errors.turns_off.assign(50, std::vector<double>(2));
  run.evaluation->errors.confusion[3][3] = 90;
  run.evaluation->errors.confusion[3][8] = 4;
  run.evaluation->errors.confusion[8][3] = 7;
  std::string const html = error_section(network, run);
  EXPECT_THAT(html, Not(HasSubstr("<svg")));
  std::size_t const more = html.find("<bdi>kind8</bdi></td>");
  EXPECT_LT(more, html.find("<bdi>kind3</bdi></td>"));
  EXPECT_THAT(html, Not(HasSubstr(">90</td>")));
}

TEST_F(ReportErrorsTest, RefusesErrorsThatAreNotOfTheNetwork) {
  EXPECT_THAT(refusal("/errors/confusion", json::array({json{1, 2}})),
              HasSubstr("a list of 2, one for each class"));
  EXPECT_THAT(refusal("/errors/turns_off/1", json{1, 2, 3}),
              HasSubstr("a list of 2, one for each element"));
  EXPECT_THAT(refusal("/errors/confusion/0/1", -1), HasSubstr("a number of pictures, 0 or more"));
  EXPECT_THAT(refusal("/errors/worst/0/class", "z"), HasSubstr("one of a, b"));
  EXPECT_THAT(refusal("/errors/worst/0/pixels", json{1}),
              HasSubstr("a list of 4, one for each pixel of the input"));
}

TEST_F(ReportErrorsTest, IsEmptyWithoutAnEvaluation) {
  EXPECT_EQ(section(), "");
}

} // namespace
} // namespace equivarify::codegen
