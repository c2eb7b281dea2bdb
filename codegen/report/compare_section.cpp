#include "equivarify/codegen/report/compare_section.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {
namespace {

using Cells = std::vector<std::string>;

std::string verdict(MeasuredRecord const& measured) {
  return fmt::format(
      "<span class=\"{}\">{}</span>", measured.holds ? "good" : "bad", escape_html(measured.words));
}

std::string share(std::optional<double> const& value) {
  return value ? percent(*value) : "–";
}

std::string name_cell(ConstructionRecord const& construction) {
  std::string text = fmt::format("<b>{}</b><br><code>{}</code>",
                                 escape_html(construction.name),
                                 escape_html(construction.formula));
  if (!construction.note.empty()) {
    text += fmt::format("<br>{}", escape_html(construction.note));
  }
  return text;
}

Cells row(ConstructionRecord const& construction) {
  Cells cells{name_cell(construction),
              fmt::format("<b>{}</b>: {}",
                          escape_html(construction.scope),
                          escape_html(construction.scope_in_words)),
              construction.gives_up.empty() ? "nothing" : escape_html(construction.gives_up)};
  if (!construction.applies) {
    cells.insert(cells.end(), {"–", "–", "–", "–", "does not apply", "–", "–"});
    return cells;
  }
  cells.insert(cells.end(),
               {grouped(construction.copies),
                grouped(construction.free_parameters),
                rounded(construction.multiply_adds),
                fmt::format("{:.2f}", static_cast<double>(construction.memory_bytes) / 1048576.0),
                verdict(construction.equivariance),
                construction.projection ? verdict(*construction.projection) : "no F",
                share(construction.class_accuracy)});
  return cells;
}

} // namespace

std::string compare_section(RunRecord const& run) {
  if (run.constructions.empty()) {
    return "";
  }
  std::vector<Cells> rows;
  std::transform(run.constructions.begin(), run.constructions.end(), std::back_inserter(rows), row);
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
