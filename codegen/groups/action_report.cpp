#include "equivarify/codegen/groups/action_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows = 24;

std::string to_word(Json const& value) {
  if (value.is_boolean()) {
    return value.get<bool>() ? "yes" : "no";
  }
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string line(Json const& description, char const* key) {
  return fmt::format("  {:<12}{}\n", key, to_word(description[key]));
}

std::string orbit_lines(Json const& description) {
  std::string text = fmt::format("  {:<12}{}\n", "orbits", description["orbit_count"].dump());
  for (Json const& entry : description["orbit_lengths"]) {
    text += fmt::format("    {} of length {}, stabilizers of order {}\n",
                        entry["orbits"].dump(),
                        entry["length"].dump(),
                        entry["stabilizer_order"].dump());
  }
  return text;
}

/// Rows of cells, every column as wide as its widest cell; the first column to the left.
std::string align(std::vector<std::vector<std::string>> const& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (auto const& row : rows) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      widths[j] = std::max(widths[j], row[j].size());
    }
  }
  std::string text;
  for (auto const& row : rows) {
    std::string cells = fmt::format("  {:<{}}", row.front(), widths.front());
    for (std::size_t j = 1; j < row.size(); ++j) {
      cells += fmt::format("  {:>{}}", row[j], widths[j]);
    }
    text += cells + '\n';
  }
  return text;
}

/// The set as a sum of coset spaces: `2 G/1 + G/<s>`.
std::string type_text(Json const& marks) {
  std::string text;
  for (std::size_t i = 0; i < marks["type"].size(); ++i) {
    auto const count = marks["type"][i].get<std::uint64_t>();
    if (count != 0) {
      text += fmt::format("{}{}G/{}",
                          text.empty() ? "" : " + ",
                          count == 1 ? "" : fmt::format("{} ", count),
                          marks["subgroups"][i].get<std::string>());
    }
  }
  return text.empty() ? "empty" : text;
}

std::string marks_text(Json const& marks) {
  if (marks.is_null()) {
    return "  table of marks: not computed, beyond the bound\n";
  }
  std::string text = fmt::format("  {:<12}{}\n", "type", type_text(marks));
  if (marks["subgroups"].size() > most_rows) {
    return text + fmt::format("  table of marks: {} rows, see --json\n", marks["subgroups"].size());
  }
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < marks["subgroups"].size(); ++i) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back("G/" + marks["subgroups"][i].get<std::string>());
    for (std::size_t j = 0; j <= i; ++j) {
      row.push_back(marks["marks"][i][j].dump());
    }
    row.resize(marks["subgroups"].size() + 1);
  }
  return text + "\ntable of marks: points of each row's set that each row's subgroup fixes\n" +
         align(rows);
}

} // namespace

std::string action_text(Json const& description) {
  std::string text = fmt::format("{}, {} elements, on {} {}\n",
                                 to_word(description["group"]),
                                 to_word(description["group_order"]),
                                 description["points"].dump(),
                                 to_word(description["points_are"]));
  text += orbit_lines(description);
  for (char const* key : {"kernel", "faithful", "free", "transitive", "primitive", "rank"}) {
    text += line(description, key);
  }
  return text + marks_text(description["table_of_marks"]);
}

std::string maps_into_text(Json const& description) {
  std::string text = fmt::format("maps from {}, {} elements, to {} labels\n",
                                 to_word(description["group"]),
                                 to_word(description["group_order"]),
                                 description["labels"].dump());
  text += line(description, "points") + line(description, "orbits") + '\n';
  std::vector<std::vector<std::string>> rows{
      {"stabilizer", "order", "conjugates", "orbits", "points"}};
  for (Json const& entry : description["orbits_by_stabilizer"]) {
    std::vector<std::string>& row = rows.emplace_back();
    for (char const* key : {"stabilizer", "stabilizer_order", "conjugates", "orbits", "points"}) {
      row.push_back(to_word(entry[key]));
    }
  }
  return text + align(rows);
}

} // namespace equivarify::codegen
