#include "equivarify/codegen/report/page_figures.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/input_view.hpp"
#include "equivarify/codegen/report/loss_curve.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

std::string turn_figure(NetworkFacts const& network, TurnRecord const& turn) {
  return fmt::format(
      "<figure class=\"turn\"><header><span>turned by {}</span><code>{}</code></header>\n{}{}"
      "<figcaption><b>{}</b><br>{} sure of the class, {} of {} turn</figcaption></figure>\n",
      html_name(turn.label),
      escape_html(turn.element),
      input_html(network, turn.pixels, turn.input, "the image turned by " + turn.label),
      probability_grid_html(turn.probabilities,
                            {.name = "probabilities of each turn (row) and class (column)",
                             .rows = network.element_labels,
                             .columns = network.classes}),
      html_name(answer_in_words(network, turn.answer, 8)),
      percent(turn.answer.class_probability),
      percent(turn.answer.pose_probability),
      turn.answer.best.size() == 1 ? "its" : "each");
}

/// What the loss of \p network is a sum of, such as `, falls + 0.5 foot`; nothing for labels.
std::string loss_of_outputs(NetworkFacts const& network) {
  std::string text;
  for (Output const& output : network.outputs) {
    std::string const weight = output.weight == 1 ? "" : fmt::format("{:g} ", output.weight);
    text += (text.empty() ? ", " : " + ") + weight + html_name(output.name);
  }
  return text;
}

std::string epoch_table(TrainingRecord const& training) {
  std::vector<std::vector<std::string>> rows;
  for (EpochRecord const& epoch : training.epochs) {
    rows.push_back({grouped(epoch.epoch),
                    fmt::format("{:.4f}", epoch.loss),
                    duration(epoch.seconds),
                    grouped(epoch.images_per_second)});
    if (training.has_validation()) {
      rows.back().push_back(fmt::format("{:.4f}", epoch.validation_loss.value_or(0.0)));
      rows.back().push_back(epoch.validation_accuracy ? percent(*epoch.validation_accuracy) : "–");
    }
  }
  std::vector<Column> columns{{.heading = "epoch"},
                              {.heading = "mean loss", .numeric = true},
                              {.heading = "time", .numeric = true},
                              {.heading = "images a second", .numeric = true}};
  if (training.has_validation()) {
    columns.push_back({.heading = "loss in validation", .numeric = true});
    columns.push_back({.heading = "right there", .numeric = true});
  }
  return html_table(columns, rows);
}

} // namespace

std::string turns_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.prediction) {
    return "";
  }
  std::string figures;
  for (TurnRecord const& turn : run.prediction->turns) {
    figures += turn_figure(network, turn);
  }
  return html_section(
      "One image in all its turns",
      fmt::format(
          "<p>The paper's figure 4. Each grid holds the probability of every turn (row) and class "
          "(column) "
          "for the picture above it. Turning the picture by g moves the rows by g and changes "
          "nothing else: "
          "<b class=\"{}\">{}</b>. Cells are shaded by the fourth root of the probability, so that "
          "small "
          "ones show. A picture that looks the same after a turn has several best answers, and "
          "they turn with it.</p>\n<div class=\"turns\">\n{}</div>\n",
          is_shift_sound(run) ? "good" : "bad",
          differing(run.prediction->shift_differing_bits),
          figures));
}

std::string training_section(NetworkFacts const& network, RunRecord const& run) {
  if (!run.training) {
    return "";
  }
  std::string const curve = loss_curve_svg(*run.training);
  std::string const caption =
      curve.empty()
          ? ""
          : fmt::format("<p class=\"soft\">The loss of the batches{}: mean (line) and range "
                        "(band){}.</p>\n",
                        loss_of_outputs(network),
                        run.training->has_validation() ? ", and in validation (dots)" : "");
  return html_section("Training", curve + caption + epoch_table(*run.training));
}

} // namespace equivarify::codegen
