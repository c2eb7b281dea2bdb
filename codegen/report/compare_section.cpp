#include "equivarify/codegen/report/compare_section.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {
namespace {

using Cells = std::vector<std::string>;

std::string verdict(Equation const& equation) {
  return fmt::format("<span class=\"{}\">{}</span>",
                     equation.holds() ? "good" : "bad",
                     escape_html(equation.words()));
}

std::string share(std::optional<TrainedAccuracy> const& accuracy) {
  return accuracy ? percent(accuracy->class_alone) : "–";
}

std::string name_cell(Alternative const& construction) {
  std::string text = fmt::format("<b>{}</b><br><code>{}</code>",
                                 escape_html(construction.method.name),
                                 escape_html(construction.method.formula));
  if (!construction.note.empty()) {
    text += fmt::format("<br>{}", escape_html(construction.note));
  }
  return text;
}

/// What the construction keeps, and what each head does of it.
std::string kept_cell(Findings const& found) {
  std::string text = found.kept ? verdict(*found.kept) : "no F";
  for (OutputFinding const& output : found.outputs) {
    text += fmt::format("<br><span class=\"soft\">{} ({}): {}</span>",
                        html_name(output.name),
                        escape_html(output.head),
                        output.kept ? escape_html(output.kept->words()) : "no F");
  }
  return text;
}

Cells row(Alternative const& construction) {
  Cells cells{name_cell(construction),
              fmt::format("<b>{}</b>: {}",
                          construction.method.absolute ? "absolute" : "relative",
                          escape_html(construction.method.scope)),
              construction.method.gives_up.empty() ? "nothing"
                                                   : escape_html(construction.method.gives_up)};
  if (!construction.found) {
    cells.insert(cells.end(), {"–", "–", "–", "–", "does not apply", "–", "–"});
    return cells;
  }
  cells.insert(cells.end(),
               {grouped(construction.found->copies),
                grouped(construction.found->free_parameters),
                rounded(construction.found->multiply_adds),
                fmt::format("{:.2f}", static_cast<double>(construction.found->memory) / 1048576.0),
                verdict(construction.found->equivariance),
                kept_cell(*construction.found),
                share(construction.found->accuracy)});
  return cells;
}

} // namespace

std::string compare_section(RunRecord const& run) {
  if (!run.constructions || run.constructions->constructions.empty()) {
    return "";
  }
  std::vector<Cells> rows;
  std::vector<Alternative> const& all = run.constructions->constructions;
  std::transform(all.begin(), all.end(), std::back_inserter(rows), row);
  std::string const table = html_table({{.heading = "construction"},
                                        {.heading = "scope"},
                                        {.heading = "gives up of definition 3.0.3"},
                                        {.heading = "copies", .numeric = true},
                                        {.heading = "free parameters", .numeric = true},
                                        {.heading = "multiply-adds", .numeric = true},
                                        {.heading = "memory, MiB", .numeric = true},
                                        {.heading = "y(g x) = g y(x)"},
                                        {.heading = "p F^ = F"},
                                        {.heading = "class accuracy", .numeric = true}},
                                       rows);
  return html_section(
      "Other constructions",
      "<p>The layers of this network made equivariant in every way that the tool knows. The two "
      "equations were measured in single precision on random weights and inputs, some of them "
      "fixed "
      "by an element; differences are relative to the largest value.</p>\n" +
          table);
}

} // namespace equivarify::codegen
