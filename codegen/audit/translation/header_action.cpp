#include "equivarify/codegen/audit/translation/header_action.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/action_text.hpp"
#include "equivarify/codegen/audit/translation/declaration.hpp"
#include "equivarify/codegen/audit/translation/header_members.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {
namespace {

/// A table of a header: entry i of its row g is at(g, i).
struct ActionTable {
  std::size_t rows = 0;
  std::size_t entries = 0; ///< of a row
  bool is_of_signs = false;
  std::function<std::size_t(std::size_t, std::size_t)> at{};
};

/// The names of the members that hold an action.
struct ActionMembers {
  std::string sources;
  std::string negated;
  std::string channels;
  std::string cells;
};

/// Reads the tables of an action, member by member.
class ActionReader {
public:
  ActionReader(ActionDue const& due, ActionMembers names) : due_{due}, names_{std::move(names)} {}

  void enter(std::string const& member) {
    MemberText text{member};
    text.take("static ");
    if (text.takes("constexpr std::array<std::array<std::uint32_t,")) {
      enter_numbers(text, false);
    } else if (text.takes("constexpr std::array<std::array<bool,")) {
      enter_numbers(text, true);
    } else {
      demand(text.takes("constexpr auto ") || text.takes("inline const auto "),
             "an action with " + text.rest());
      std::string const name = text.name();
      text.take("=rt::");
      add(name, worked_out(text));
      text.take(";");
    }
    demand(text.rest().empty(), "an action that goes on with " + text.rest());
  }

  [[nodiscard]] bool has(std::string const& name) const { return tables_.contains(name); }

  /// Refuses unless the tables are those of the action, entry by entry.
  void compare() const {
    ActionTable const sources = whole_table(names_.sources, false);
    ActionTable const negated = whole_table(names_.negated, true);
    for (std::size_t k = 0; due_.of_generators && k < due_.movers.size(); ++k) {
      for (std::size_t i = 0; i < due_.entries; ++i) {
        std::size_t const place = due_.movers[k][i];
        expect(k,
               i,
               {sources.at(k, i), negated.at(k, i)},
               {place % due_.entries, place / due_.entries});
      }
    }
    if (due_.of_generators) {
      return;
    }
    for (std::size_t i = 0; i < due_.entries; ++i) {
      expect(0, i, {sources.at(0, i), negated.at(0, i)}, {i, 0});
    }
    for (ActionStep const& step : due_.steps) {
      Images const& mover = due_.movers[step.mover];
      for (std::size_t i = 0; i < due_.entries; ++i) {
        std::size_t const from = mover[i] % due_.entries;
        std::size_t const sign = mover[i] / due_.entries;
        expect(step.to,
               i,
               {sources.at(step.to, i), negated.at(step.to, i)},
               {sources.at(step.from, from), negated.at(step.from, from) ^ sign});
      }
    }
  }

private:
  using SignedEntry = std::pair<std::size_t, std::size_t>; ///< and 1 where it is negated

  void expect(std::size_t row, std::size_t i, SignedEntry found, SignedEntry due) const {
    if (found != due) {
      auto const text = [](SignedEntry entry) {
        return (entry.second != 0 ? "-x[" : "x[") + std::to_string(entry.first) + "]";
      };
      throw Refusal{"the header has another action than the spec: by " + names_.sources +
                    ", element " + std::to_string(row) + " makes entry " + std::to_string(i) +
                    " of " + text(found) + ", expected " + text(due)};
    }
  }

  void add(std::string const& name, ActionTable table) {
    bool const is_known = name == names_.sources || name == names_.negated ||
                          name == names_.channels || name == names_.cells ||
                          name == names_.negated + "_channels";
    demand(is_known, "an action with the table " + name);
    demand(table.rows == due_.rows,
           "a table of " + std::to_string(table.rows) + " rows in " + name);
    demand(tables_.emplace(name, std::move(table)).second, "an action with two tables " + name);
  }

  /// Numbers row by row; as many as are said, for C++ would fill up with zeros.
  void enter_numbers(MemberText& text, bool is_of_signs) {
    std::size_t const entries = text.number();
    text.take(">,");
    std::size_t const rows = text.number();
    text.take(">");
    std::string const name = text.name();
    text.take("{");
    auto const numbers = std::make_shared<Images>(); // tables that are made of it share it
    for (std::size_t g = 0; g < rows; ++g) {
      text.take(g == 0 ? "{" : ",");
      for (std::size_t i = 0; i < entries; ++i) {
        text.take(i == 0 ? "{" : ",");
        numbers->push_back(static_cast<std::uint32_t>(text.number()));
        if (is_of_signs && numbers->back() > 1) {
          throw Refusal{"signs that are neither 0 nor 1 in " + name};
        }
      }
      text.take("}");
    }
    text.take("}};");
    add(name, {rows, entries, is_of_signs, [entries, numbers](auto g, auto i) {
                 return (*numbers)[g * entries + i];
               }});
  }

  /// What a template of the runtime makes.
  ActionTable worked_out(MemberText& text) {
    if (text.takes("grid_permutations<")) {
      return grid(text);
    }
    if (text.takes("in_all_channels(")) {
      ActionTable const channels = known(text.name(), false);
      text.take(",");
      ActionTable const cells = known(text.name(), false);
      text.take(")");
      std::size_t const area = cells.entries;
      return {due_.rows, of_all(channels.entries, area), false, [=](auto g, auto i) {
                return channels.at(g, i / area) * area + cells.at(g, i % area);
              }};
    }
    text.take("in_all_cells<");
    std::size_t const area = text.number();
    text.take(">(");
    ActionTable const channels = known(text.name(), true);
    text.take(")");
    return {due_.rows, of_all(channels.entries, area), true, [=](auto g, auto i) {
              return channels.at(g, i / area);
            }};
  }

  ActionTable grid(MemberText& text) const {
    std::size_t const channels = text.number();
    text.take(",");
    std::size_t const rows = text.number();
    text.take(",");
    std::size_t const columns = text.number();
    text.take(">(std::array{");
    std::vector<GridMove> moves;
    do {
      moves.push_back(grid_move(text));
      demand(!moves.back().is_transposed || rows == columns,
             "planes transposed that are not square");
    } while (moves.size() < due_.rows && text.takes(","));
    text.take("})");
    std::size_t const entries = of_all(channels, of_all(rows, columns));
    return {moves.size(), entries, false, [=](auto g, auto i) {
              return moves[g].source(rows, columns, i);
            }};
  }

  /// \p count times \p size, neither of which is nothing.
  static std::size_t of_all(std::size_t count, std::size_t size) {
    demand(count != 0 && size != 0 && count <= bounds::array_entries / size,
           "an action on nothing, or on too many entries");
    return count * size;
  }

  [[nodiscard]] ActionTable known(std::string const& name, bool is_of_signs) const {
    auto const found = tables_.find(name);
    demand(found != tables_.end() && found->second.is_of_signs == is_of_signs,
           "an action made of " + name);
    return found->second;
  }

  /// The table \p name; without it nothing is moved or negated.
  [[nodiscard]] ActionTable whole_table(std::string const& name, bool is_of_signs) const {
    if (!has(name)) {
      return {due_.rows, due_.entries, is_of_signs, [is_of_signs](auto, auto i) {
                return is_of_signs ? std::size_t{0} : i;
              }};
    }
    ActionTable table = known(name, is_of_signs);
    demand(table.entries == due_.entries,
           name + " is of " + std::to_string(table.entries) + " entries");
    return table;
  }

  ActionDue const& due_;
  ActionMembers names_;
  std::map<std::string, ActionTable> tables_;
};

} // namespace

namespace {

/// The same of a group by steps: tables of generators, from which the runtime makes the others.
void check_generator_action(std::string const& body, ActionDue const& due) {
  ActionReader reader{
      due,
      {"generator_permutations", "generator_negated", "generator_channels", "generator_cells"}};
  std::string const along = "static inline const auto input_permutations=rt::actions_along(Group::"
                            "steps,generator_permutations);";
  std::string const signs = "static inline const auto input_negated=rt::signs_along(Group::steps,"
                            "input_permutations,generator_negated);";
  std::vector<std::string> const members = members_of(body);
  for (std::string const& member : members) {
    if (member != along && member != signs) {
      reader.enter(member);
    }
  }
  demand(reader.has("generator_permutations") &&
             std::count(members.begin(), members.end(), along) == 1,
         "the header has not once: " + along);
  demand(std::count(members.begin(), members.end(), signs) ==
             (reader.has("generator_negated") ? 1 : 0),
         "the header has signs of generators alone, or not once: " + signs);
  reader.compare();
}

} // namespace

void check_input_action(std::string const& body, ActionDue const& due) {
  if (due.of_generators) {
    return check_generator_action(body, due);
  }
  ActionReader reader{due,
                      {"input_permutations", "input_negated", "input_channels", "input_cells"}};
  for (std::string const& member : members_of(body)) {
    reader.enter(member);
  }
  demand(reader.has("input_permutations"), "the header has no input_permutations");
  reader.compare();
}

void check_output(std::string const& body, OutputDue const& due) {
  ActionReader reader{due.action, {"sources", "negated", "source_channels", "source_cells"}};
  std::vector<std::string> const members = members_of(body);
  for (std::string const& member : due.members) {
    demand(std::count(members.begin(), members.end(), member) == 1,
           "an output has not once: " + member);
  }
  for (std::string const& member : members) {
    std::string const name = word_before(member, member.find_first_of("={"));
    static std::set<std::string> const others{
        "cells", "class_names", "class_weights", "loss", "weight"};
    if (others.contains(name)) {
      expect_other_member(member, name);
    } else if (std::find(due.members.begin(), due.members.end(), member) == due.members.end()) {
      reader.enter(member);
    }
  }
  reader.compare();
}

} // namespace equivarify::audit
