#include "equivarify/codegen/groups/action_report.hpp"

#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>

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
  TableRows rows;
  for (std::size_t i = 0; i < marks["subgroups"].size(); ++i) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back("G/" + marks["subgroups"][i].get<std::string>());
    for (std::size_t j = 0; j <= i; ++j) {
      row.push_back(marks["marks"][i][j].dump());
    }
    row.resize(marks["subgroups"].size() + 1);
  }
  return text + "\ntable of marks: points of each row's set that each row's subgroup fixes\n" +
         table(rows, {{Side::left}, {Side::right}});
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
  TableRows rows{{"stabilizer", "order", "conjugates", "orbits", "points"}};
  for (Json const& entry : description["orbits_by_stabilizer"]) {
    std::vector<std::string>& row = rows.emplace_back();
    for (char const* key : {"stabilizer", "stabilizer_order", "conjugates", "orbits", "points"}) {
      row.push_back(to_word(entry[key]));
    }
  }
  return text + table(rows, {{Side::left}, {Side::right}});
}

} // namespace equivarify::codegen
