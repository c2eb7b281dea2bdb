#include "equivarify/codegen/report/page_figures.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/input_view.hpp"
#include "equivarify/codegen/report/loss_curve.hpp"
#include "equivarify/codegen/report/probability_grid.hpp"
#include "equivarify/codegen/report/wording.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

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

/// The losses of the outputs \p names in \p epoch, in training or in validation.
void add_told(EpochRecord const& epoch,
              std::vector<std::string> const& names,
              bool in_validation,
              std::vector<std::string>& row) {
  for (std::string const& name : names) {
    OutputLossRecord const* const told = told_loss(epoch, name);
    std::optional<double> const loss = told == nullptr ? std::nullopt
                                       : in_validation ? told->validation_loss
                                                       : std::optional(told->loss);
    row.push_back(loss ? fmt::format("{:.4f}", *loss) : "–");
  }
}

void add_columns(std::vector<std::string> const& names, std::vector<Column>& columns) {
  for (std::string const& name : names) {
    columns.push_back({.heading = name, .numeric = true});
  }
}

std::string epoch_table(TrainingRecord const& training) {
  std::vector<std::string> const names = told_outputs(training);
  bool const is_judged = training.has_validation();
  std::vector<std::vector<std::string>> rows;
  for (EpochRecord const& epoch : training.epochs) {
    std::vector<std::string>& row = rows.emplace_back();
    row = {grouped(epoch.epoch), fmt::format("{:.4f}", epoch.loss)};
    add_told(epoch, names, false, row);
    row.insert(row.end(), {duration(epoch.seconds), grouped(epoch.images_per_second)});
    if (is_judged) {
      row.push_back(fmt::format("{:.4f}", epoch.validation_loss.value_or(0.0)));
      add_told(epoch, names, true, row);
      row.push_back(epoch.validation_accuracy ? percent(*epoch.validation_accuracy) : "–");
    }
  }
  std::vector<Column> columns{{.heading = "epoch"}, {.heading = "mean loss", .numeric = true}};
  add_columns(names, columns);
  columns.push_back({.heading = "time", .numeric = true});
  columns.push_back({.heading = "images a second", .numeric = true});
  if (is_judged) {
    columns.push_back({.heading = "loss in validation", .numeric = true});
    add_columns(names, columns);
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
                        "(band){}{}.</p>\n",
                        loss_of_outputs(network),
                        run.training->has_validation() ? ", and in validation (dots)" : "",
                        told_outputs(*run.training).empty()
                            ? ""
                            : "; the loss of each output, without its weight, is a line with its "
                              "name");
  return html_section("Training", curve + caption + epoch_table(*run.training));
}

} // namespace equivarify::codegen
