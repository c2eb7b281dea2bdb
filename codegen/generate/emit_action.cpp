#include "equivarify/codegen/generate/emit_action.hpp"

#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/emit_steps.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace equivarify::codegen {
namespace {

using Tables = std::vector<std::vector<std::uint32_t>>;

std::string motion_expression(Motion const& motion) {
  std::vector<std::string> fields;
  auto const add = [&](bool value, char const* field) {
    if (value) {
      fields.push_back(fmt::format(".{} = true", field));
    }
  };
  add(motion.transposed, "transposed");
  add(motion.flipped_rows, "flipped_rows");
  add(motion.flipped_columns, "flipped_columns");
  return fmt::format("      rt::GridMotion{{{}}},", fmt::join(fields, ", "));
}

/// Compilers bound the steps of a constant expression; clang 14 ends at some 10,000 entries.
char const* constness(std::size_t entries) {
  constexpr std::size_t most_constant = 8'000;
  return entries <= most_constant ? "constexpr" : "inline const";
}

/// The motions one per line, with the \p elements that they belong to.
std::string emit_motions(std::string const& name,
                         Shape const& shape,
                         std::vector<Motion> const& motions,
                         std::vector<std::string> const& elements) {
  std::vector<std::string> lines(motions.size());
  std::transform(motions.begin(), motions.end(), lines.begin(), motion_expression);
  std::size_t widest = 0;
  for (std::string const& line : lines) {
    widest = std::max(widest, line.size());
  }
  bool const named = std::all_of(elements.begin(), elements.end(), [&](std::string const& element) {
    return widest + 4 + characters(element) <= line_width;
  });
  std::string text = fmt::format("  static {} auto {} = "
                                 "rt::grid_permutations<{}, {}, {}>(std::array{{\n",
                                 constness(lines.size() * shape.size()),
                                 name,
                                 shape.channels,
                                 shape.rows,
                                 shape.columns);
  for (std::size_t g = 0; g < lines.size(); ++g) {
    text += named ? fmt::format("{:{}} // {}\n", lines[g], widest, elements[g]) : lines[g] + "\n";
  }
  return text + "  });\n";
}

/// The motions of a grid that \p tables are; nothing if one of them is none.
std::optional<std::vector<Motion>> motions_of(Shape const& shape, Tables const& tables) {
  std::vector<Motion> motions;
  for (auto const& table : tables) {
    auto const motion = find_motion(shape, table);
    if (!motion) {
      return std::nullopt;
    }
    motions.push_back(*motion);
  }
  return motions;
}

/// The member \p name: tables for arrays of \p shape, as motions of a grid where they are.
std::string emit_tables(std::string const& name,
                        Shape const& shape,
                        Tables const& tables,
                        std::vector<std::string> const& elements) {
  auto const motions = motions_of(shape, tables);
  return motions ? emit_motions(name, shape, *motions, elements) : table_member(name, tables);
}

/// A permutation of entries that moves whole channels, and within each the cells alike.
struct Parts {
  Tables channels;
  Tables cells;
};

std::optional<Parts> parts_of(Shape const& shape, Tables const& tables) {
  auto const area = static_cast<std::uint32_t>(shape.rows * shape.columns);
  Parts parts;
  for (auto const& table : tables) {
    std::vector<std::uint32_t>& channels = parts.channels.emplace_back();
    std::vector<std::uint32_t>& cells = parts.cells.emplace_back();
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (i % area == 0) {
        channels.push_back(table[i] / area);
      }
      if (i < area) {
        cells.push_back(table[i] % area);
      }
      if (table[i] != channels.back() * area + cells[i % area]) {
        return std::nullopt;
      }
    }
  }
  return parts;
}

std::string emit_sources(ArrayAction const& action, ActionNames const& names) {
  Shape const& shape = action.shape;
  bool const is_image = shape.rows * shape.columns > 1 && shape.channels > 1;
  auto const parts = is_image && !motions_of(shape, action.sources)
                         ? parts_of(shape, action.sources)
                         : std::nullopt;
  if (!parts) {
    return emit_tables(names.sources, shape, action.sources, action.elements);
  }
  Shape const plane{1, shape.rows, shape.columns};
  return table_member(names.parts + "channels", parts->channels) +
         emit_tables(names.parts + "cells", plane, parts->cells, action.elements) +
         fmt::format("  static {0} auto {1} = rt::in_all_channels({2}channels, {2}cells);\n",
                     constness(action.sources.size() * shape.size()),
                     names.sources,
                     names.parts);
}

/// What changes signs channel by channel; nothing where it does so cell by cell.
std::optional<std::vector<std::vector<bool>>> negated_channels(ArrayAction const& action) {
  std::size_t const area = action.shape.rows * action.shape.columns;
  std::vector<std::vector<bool>> result;
  for (std::vector<bool> const& row : action.negated) {
    std::vector<bool>& channels = result.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i % area == 0) {
        channels.push_back(row[i]);
      }
      if (row[i] != channels.back()) {
        return std::nullopt;
      }
    }
  }
  return result;
}

} // namespace

std::string emit_negated(ArrayAction const& action, ActionNames const& names) {
  if (action.negated.empty()) {
    return {};
  }
  std::size_t const area = action.shape.rows * action.shape.columns;
  auto const channels = area > 1 ? negated_channels(action) : std::nullopt;
  if (!channels) {
    return table_member(names.negated, action.negated);
  }
  return table_member(names.negated + "_channels", *channels) +
         fmt::format("  static {} auto {} = rt::in_all_cells<{}>({}_channels);\n",
                     constness(action.negated.size() * action.shape.size()),
                     names.negated,
                     area,
                     names.negated);
}

std::string emit_array_action(ArrayAction const& action, ActionNames const& names) {
  return emit_sources(action, names) + emit_negated(action, names);
}

std::string emit_action(Network const& network) {
  if (is_by_steps(network)) {
    return emit_step_action(network);
  }
  ArrayAction const action{network.input,
                           network.input_permutations,
                           network.input_negated,
                           element_names(network.group)};
  return comment(
             "/// ",
             fmt::format("The action of {} on an image x: (g x)[i] = "
                         "x[input_permutations[g][i]]{}",
                         network.group.name(),
                         action.negated.empty() ? "." : ", negated where input_negated[g][i].")) +
         fmt::format("struct Action {{\n{}}};\n",
                     emit_array_action(action, {"input_permutations", "input_negated", "input_"}));
}

} // namespace equivarify::codegen
