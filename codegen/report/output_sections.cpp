#include "equivarify/codegen/report/output_sections.hpp"

#include "equivarify/codegen/report/counts_view.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/input_view.hpp"
#include "equivarify/codegen/report/moved_output.hpp"
#include "equivarify/codegen/report/output_view.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace equivarify::codegen {
namespace {

/// The most turns that are drawn, of large groups.
constexpr std::size_t most_turns = 8;

std::string heading_of(Output const& output) {
  return fmt::format(
      "<h4>{} ({})</h4>\n", html_name(output.name), algebra::name_of(output.head.kind()));
}

/// What \p output says of the turned input next to what it says of the input, turned.
std::string moved_html(Output const& output,
                       OutputsTurnRecord const& turn,
                       OutputAnswerRecord const& answer,
                       std::vector<double> const& first) {
  std::vector<double> const moved = moved_output(output, turn.element, first);
  std::size_t const bits = bits_between(moved, answer.values);
  return heading_of(output) +
         fmt::format("<p>{}</p>\n", escape_html(output_in_words(output, answer))) +
         output_html(output, {{"f(g x)", answer.values}, {"g f(x)", moved}}) +
         fmt::format("<p class=\"{}\">{}</p>\n", bits == 0 ? "good" : "bad", differing(bits));
}

std::string turned_figure(NetworkFacts const& network,
                          OutputPredictionRecord const& prediction,
                          OutputsTurnRecord const& turn) {
  std::string outputs;
  for (std::size_t i = 0; i < turn.outputs.size(); ++i) {
    outputs += moved_html(
        network.outputs[i], turn, turn.outputs[i], prediction.turns.front().outputs[i].values);
  }
  return fmt::format(
      "<figure class=\"turn\"><header><span>moved by {}</span><code>{}</code></header>\n{}{}"
      "</figure>\n",
      html_name(turn.label),
      escape_html(turn.element),
      input_html(network, turn.input, "the input moved by " + turn.label),
      outputs);
}

std::string confusion_html(Output const& output, OutputScoreRecord const& score) {
  if (!score.confusion) {
    return "";
  }
  std::vector<std::string> const names = answer_names(output);
  return heading_of(output) +
         counts_html(*score.confusion,
                     {.name = output.name + ": what was right (row) by what was answered (column)",
                      .rows = names,
                      .columns = names},
                     [](std::size_t row, std::size_t column) { return row != column; });
}

std::string answered_html(Output const& output, OutputAnswerRecord const& answer) {
  std::string const is = output_in_words(output, answer);
  std::string const should = target_in_words(output, answer.target);
  std::string const words = is.empty()
                                ? ""
                                : fmt::format("<p>answered <b>{}</b>; right: <b>{}</b></p>\n",
                                              escape_html(is),
                                              escape_html(should));
  bool const is_drawn = is.empty();
  return heading_of(output) + words +
         (is_drawn ? output_html(output,
                                 {{"answered", answer.values},
                                  {"right", values_of_target(output, answer.target)}})
                   : "");
}

std::string example_figure(NetworkFacts const& network, OutputExampleRecord const& example) {
  std::string outputs;
  for (std::size_t i = 0; i < example.outputs.size(); ++i) {
    outputs += answered_html(network.outputs[i], example.outputs[i]);
  }
  return fmt::format("<figure class=\"turn\"><header><span>number {}</span><span>loss "
                     "{:.4g}</span></header>\n{}{}</figure>\n",
                     grouped(example.image),
                     example.loss,
                     input_html(network, example.input, fmt::format("input {}", example.image)),
                     outputs);
}

std::string example_figures(NetworkFacts const& network,
                            std::string const& heading,
                            std::vector<OutputExampleRecord> const& examples) {
  std::string figures;
  for (OutputExampleRecord const& example : examples) {
    figures += example_figure(network, example);
  }
  return figures.empty() ? ""
                         : fmt::format("<h3>{}</h3>\n<div class=\"turns outputs\">\n{}</div>\n",
                                       heading,
                                       figures);
}

} // namespace

std::vector<std::string>
output_row(NetworkFacts const& network, RunRecord const& run, std::size_t index) {
  std::vector<std::string> cells{network.outputs[index].name, "–", "–", "–", "–", "–"};
  if (run.output_evaluation) {
    OutputScoreRecord const& score = run.output_evaluation->outputs[index];
    cells[1] = fmt::format("{:.4g}", score.loss);
    cells[2] = score.accuracy ? percent(*score.accuracy) : "–";
    cells[3] = score.mean_absolute_error ? fmt::format("{:.4g}", *score.mean_absolute_error) : "–";
  }
  if (run.bit_check) {
    OutputCheckRecord const& check = (*run.bit_check->outputs)[index];
    cells[4] = grouped(check.values);
    cells[5] = grouped(check.differing_bits);
  }
  return cells;
}

std::string output_turns_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.output_prediction) {
    return "";
  }
  OutputPredictionRecord const& prediction = *run.output_prediction;
  std::size_t const shown = std::min(most_turns, prediction.turns.size());
  std::string figures;
  for (std::size_t t = 0; t < shown; ++t) {
    figures += turned_figure(network, prediction, prediction.turns[t]);
  }
  std::string const others =
      shown < prediction.turns.size()
          ? fmt::format(" {} of {} elements are shown.", shown, prediction.turns.size())
          : "";
  return html_section(
      "One input in its turns",
      fmt::format("<p>For each element g the input g&#8202;x, and each output of it, f(g&#8202;x), "
                  "next to the output of the input itself, moved: g&#8202;f(x). Where several "
                  "classes are equally good all are named: the set moves with the input. Over all "
                  "outputs and elements <b class=\"{}\">{}</b>.{}</p>\n<div class=\"turns "
                  "outputs\">\n{}</div>\n",
                  is_shift_sound(run) ? "good" : "bad",
                  differing(prediction.differing_bits),
                  others,
                  figures));
}

std::string output_scores_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.output_evaluation && !run.bit_check) {
    return "";
  }
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    Output const& output = network.outputs[i];
    std::vector<std::string> row = output_row(network, run, i);
    row.front() = html_name(output.name);
    row.insert(row.begin() + 1,
               {fmt::format("{} of {}<br><span class=\"soft\">{}</span>",
                            algebra::name_of(output.head.kind()),
                            escape_html(to_string(output.shape)),
                            escape_html(output.head.keeps())),
                escape_html(to_string(output.loss))});
    rows.push_back(row);
  }
  std::string const table = html_table({{.heading = "output"},
                                        {.heading = "head, and what it keeps of p F^ = F"},
                                        {.heading = "trained for"},
                                        {.heading = "loss", .numeric = true},
                                        {.heading = "right", .numeric = true},
                                        {.heading = "mean absolute error", .numeric = true},
                                        {.heading = "values compared", .numeric = true},
                                        {.heading = "differing bits", .numeric = true}},
                                       rows);
  std::string const data =
      run.output_evaluation
          ? fmt::format("<p>On {} test inputs as they stand; what the outputs are on moved ones "
                        "follows from f(g&#8202;x) = g&#8202;f(x). The loss that training makes "
                        "small, the weighted sum, is {:.4g}. Of several best answers each counts "
                        "with its share.</p>\n",
                        grouped(run.output_evaluation->images),
                        run.output_evaluation->loss)
          : "";
  return html_section("Outputs", data + table);
}

std::string output_errors_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.output_evaluation) {
    return "";
  }
  std::string confusions;
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    confusions += confusion_html(network.outputs[i], run.output_evaluation->outputs[i]);
  }
  if (!confusions.empty()) {
    confusions = "<h3>Which class is taken for which</h3>\n<p>Rows: what is right. Columns: what "
                 "was answered.</p>\n" +
                 confusions;
  }
  return html_section(
      "Answers",
      confusions +
          example_figures(network, "The first test inputs", run.output_evaluation->examples) +
          example_figures(network, "The largest losses", run.output_evaluation->worst));
}

} // namespace equivarify::codegen
