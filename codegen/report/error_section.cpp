#include "equivarify/codegen/report/error_section.hpp"

#include "equivarify/codegen/report/counts_view.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/input_view.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace equivarify::codegen {
namespace {

std::string class_confusion(NetworkFacts const& network, ErrorsRecord const& errors) {
  return "<h3>Which class is taken for which</h3>\n<p>Rows: what is shown. Columns: what was "
         "answered.</p>\n" +
         counts_html(errors.confusion,
                     {.name = "pictures of each class (row) by answered class (column)",
                      .rows = network.classes,
                      .columns = network.classes},
                     [](std::size_t row, std::size_t column) { return row != column; });
}

std::string turn_confusion(NetworkFacts const& network, ErrorsRecord const& errors) {
  return "<h3>Which turn is taken for which</h3>\n<p>Pictures whose class was right. A picture "
         "turned by g and answered at g&#8202;k counts at k (column); the first column is "
         "right.</p>\n" +
         counts_html(errors.turns_off,
                     {.name = "pictures of each class (row) by how far the answered turn is off "
                              "(column)",
                      .rows = network.classes,
                      .columns = network.element_labels},
                     [](std::size_t /*row*/, std::size_t column) { return column != 0; });
}

std::string confidence_table(ErrorsRecord const& errors) {
  std::vector<std::vector<std::string>> rows;
  for (ConfidenceBin const& bin : errors.by_confidence) {
    if (bin.images != 0) {
      rows.push_back({fmt::format("{:g} to {:g} %", 100 * bin.from, 100 * bin.to),
                      grouped(bin.images),
                      percent(bin.confidence),
                      percent(bin.class_right)});
    }
  }
  return "<h3>How sure, how right</h3>\n<p>Where the two last columns agree, a stated confidence "
         "can be taken at its word.</p>\n" +
         html_table({{.heading = "sure of the class"},
                     {.heading = "pictures", .numeric = true},
                     {.heading = "sure, on average", .numeric = true},
                     {.heading = "right", .numeric = true}},
                    rows);
}

std::string error_figure(NetworkFacts const& network, ErrorRecord const& error) {
  std::string const truth = fmt::format(
      "{} at {}", network.classes[error.class_index], network.element_labels[error.element]);
  std::string const answer = answer_in_words(network, error.answer, 4);
  return fmt::format(
      "<figure class=\"turn\">{}<figcaption>{} taken for <b>{}</b>, {} sure; the "
      "right class has {} (number {})</figcaption></figure>\n",
      input_html(
          network, error.pixels, error.input, fmt::format("{}, taken for {}", truth, answer)),
      html_name(truth),
      html_name(answer),
      percent(error.answer.class_probability),
      percent(error.true_class_probability),
      grouped(error.image));
}

std::string worst_errors(NetworkFacts const& network, ErrorsRecord const& errors) {
  if (errors.worst.empty()) {
    return "<p>No picture was without a right answer.</p>\n";
  }
  std::string figures;
  for (ErrorRecord const& error : errors.worst) {
    figures += error_figure(network, error);
  }
  return fmt::format("<h3>The surest errors</h3>\n<div class=\"turns errors\">\n{}</div>\n",
                     figures);
}

} // namespace

std::string error_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.evaluation) {
    return "";
  }
  ErrorsRecord const& errors = run.evaluation->errors;
  return html_section("Where it errs",
                      "<p>On the test images, each turned by a random element. A picture with "
                      "several best answers counts with its share for each.</p>\n" +
                          class_confusion(network, errors) +
                          (std::isnan(run.evaluation->random_turn.accuracy.joint)
                               ? "<p>Nobody recorded the turns, so none is right or wrong.</p>\n"
                               : turn_confusion(network, errors)) +
                          confidence_table(errors) + worst_errors(network, errors));
}

} // namespace equivarify::codegen
