#include "equivarify/codegen/generate/emit_facts.hpp"

#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {
namespace {

std::vector<std::string> literals(std::vector<std::string> const& texts) {
  std::vector<std::string> items(texts.size());
  std::transform(texts.begin(), texts.end(), items.begin(), to_string_literal);
  return items;
}

std::vector<std::string> element_names(algebra::Group const& group) {
  std::vector<std::string> names;
  for (algebra::Element const g : group.elements()) {
    names.push_back(group.name_of(g));
  }
  return names;
}

/// A static member that is an array.
std::string
member(std::string const& type, std::string const& name, std::vector<std::string> const& items) {
  return braced_list(
      fmt::format("  static constexpr std::array<{}, {}> {}", type, items.size(), name),
      items,
      ";\n");
}

std::string number_member(std::string const& name, std::vector<std::uint32_t> const& numbers) {
  return member("std::uint32_t", name, number_items(numbers));
}

/// A static member that is an array of arrays of one length.
std::string table_member(std::string const& type,
                         std::string const& name,
                         std::vector<std::vector<std::string>> const& rows) {
  return braced_table(fmt::format("  static constexpr std::array<std::array<{}, {}>, {}> {}",
                                  type,
                                  rows.front().size(),
                                  rows.size(),
                                  name),
                      rows,
                      ";\n");
}

std::string table_member(std::string const& name,
                         std::vector<std::vector<std::uint32_t>> const& numbers) {
  std::vector<std::vector<std::string>> rows(numbers.size());
  std::transform(numbers.begin(), numbers.end(), rows.begin(), number_items);
  return table_member("std::uint32_t", name, rows);
}

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

/// The motions one per line, with the elements that they belong to.
std::string emit_motions(Network const& network, std::vector<Motion> const& motions) {
  std::vector<std::string> lines(motions.size());
  std::transform(motions.begin(), motions.end(), lines.begin(), motion_expression);
  std::size_t widest = 0;
  for (std::string const& line : lines) {
    widest = std::max(widest, line.size());
  }
  std::vector<std::string> const names = element_names(network.group);
  bool const named = std::all_of(names.begin(), names.end(), [&](std::string const& name) {
    return widest + 4 + width_of(name) <= line_width;
  });
  // Compilers bound the steps of a constant expression; clang 14 ends at some 10,000 entries.
  constexpr std::size_t most_constant = 8'000;
  bool const is_constant = lines.size() * network.input.size() <= most_constant;
  std::string text = fmt::format("  static {} auto input_permutations = "
                                 "rt::grid_permutations<{}, {}, {}>(std::array{{\n",
                                 is_constant ? "constexpr" : "inline const",
                                 network.input.channels,
                                 network.input.rows,
                                 network.input.columns);
  for (std::size_t g = 0; g < lines.size(); ++g) {
    text += named ? fmt::format("{:{}} // {}\n", lines[g], widest, names[g]) : lines[g] + "\n";
  }
  return text + "  });\n";
}

std::string symmetrization_name(Symmetrization symmetrization) {
  switch (symmetrization) {
  case Symmetrization::none:
    return "none";
  case Symmetrization::pose:
    return "pose";
  case Symmetrization::average:
    return "average";
  }
  return {};
}

std::vector<std::vector<std::uint32_t>> product_of(algebra::Group const& group) {
  std::vector<std::vector<std::uint32_t>> product;
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t>& row = product.emplace_back();
    for (algebra::Element const h : group.elements()) {
      row.push_back(group.multiply(g, h).index());
    }
  }
  return product;
}

/// The multiplication of the copies, where they are concatenated by another group than G.
std::string emit_copy_group(Network const& network) {
  auto const group = group_of_copies(network);
  if (!group) {
    return {};
  }
  return comment("/// ",
                 fmt::format("The group {}, by which the copies are numbered.", group->name())) +
         "struct CopyGroup {\n" +
         fmt::format("  static constexpr std::size_t order = {};\n", group->order()) +
         table_member("product", product_of(*group)) + "};\n\n";
}

std::string permutations_member(Network const& network) {
  std::vector<Motion> motions;
  for (auto const& permutation : network.input_permutations) {
    auto const motion = find_motion(network.input, permutation);
    if (!motion) {
      return table_member("input_permutations", network.input_permutations);
    }
    motions.push_back(*motion);
  }
  return emit_motions(network, motions);
}

std::string emit_symmetries(Network const& network) {
  auto const& symmetries = network.labels.symmetries;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t c = 0; c < network.labels.classes.size(); ++c) {
    std::vector<std::string>& row = rows.emplace_back();
    for (algebra::Element const g : network.group.elements()) {
      bool const is_symmetry =
          std::find(symmetries[c].begin(), symmetries[c].end(), g) != symmetries[c].end();
      row.emplace_back(is_symmetry ? "1" : "0");
    }
  }
  return "  /// Whether g turns a picture of class c into one of the same class: "
         "symmetries[c][g].\n" +
         table_member("bool", "symmetries", rows);
}

} // namespace

std::vector<std::string> number_items(std::vector<std::uint32_t> const& numbers) {
  std::vector<std::string> items(numbers.size());
  std::transform(numbers.begin(), numbers.end(), items.begin(), [](std::uint32_t number) {
    return fmt::format("{}", number);
  });
  return items;
}

std::string emit_provenance(Network const& network) {
  auto const entry = [](std::string const& what, std::string const& text) {
    return comment("// ", fmt::format("  {:<9} {}", what, text), 10);
  };
  return fmt::format(
             "// Generated by equivarify {}. Do not edit: change the spec and emit again.\n",
             EQUIVARIFY_VERSION) +
         entry("spec", fmt::format("{} sha256 {}", network.name, network.spec_sha256)) +
         entry("group",
               fmt::format("{} = {{{}}}, acting on {} images: {}",
                           network.group.name(),
                           fmt::join(element_names(network.group), ", "),
                           to_string(network.input),
                           network.action_description)) +
         entry("theorem",
               fmt::format("{0}(g x) = g {0}(x) for every g in {1}, where (g y)(h) = y(g^-1 h)",
                           network.name,
                           network.group.name()));
}

std::string emit_group(Network const& network) {
  algebra::Group const& group = network.group;
  std::vector<std::uint32_t> inverse;
  for (algebra::Element const g : group.elements()) {
    inverse.push_back(group.inverse(g).index());
  }
  return comment(
             "/// ",
             fmt::format("The group {}. Its elements are numbered as they are listed, and so are "
                         "the copies of values; product[g][h] is g h.",
                         group.name())) +
         "struct Group {\n" +
         fmt::format("  static constexpr std::size_t order = {};\n", group.order()) +
         member("std::string_view", "element_names", literals(element_names(group))) +
         table_member("product", product_of(group)) + number_member("inverse", inverse) + "};\n";
}

std::string emit_action(Network const& network) {
  return fmt::format("/// The action of {} on an image x: (g x)[i] = x[input_permutations[g][i]].\n"
                     "struct Action {{\n{}}};\n",
                     network.group.name(),
                     permutations_member(network));
}

std::string emit_construction(Network const& network) {
  if (!network.construction) {
    return {};
  }
  Construction const& construction = *network.construction;
  return emit_copy_group(network) +
         comment("/// ",
                 fmt::format("The construction {}: {} copies of F for {} elements, H = {}.",
                             name_of(construction.kind),
                             construction.copies(),
                             network.group.order(),
                             construction.subgroup.to_string())) +
         fmt::format("struct Construction : Group, Action {{\n"
                     "  static constexpr std::size_t classes = {};\n"
                     "  static constexpr std::size_t sheets = {};\n"
                     "  static constexpr auto symmetrization = rt::Symmetrization::{};\n",
                     network.labels.classes.size(),
                     construction.sheets,
                     symmetrization_name(construction.symmetrization)) +
         table_member("candidates", construction.candidates) +
         number_member("coset", construction.coset) +
         number_member("returned_by", construction.returned_by) +
         table_member("sheet_sources", construction.sheet_sources) +
         table_member("class_sources", construction.class_sources) + "};\n\n";
}

std::string emit_model_facts(Network const& network, bool is_exact) {
  return fmt::format(
             "  static constexpr std::string_view name = {};\n"
             "  static constexpr std::string_view spec_sha256 =\n      {};\n"
             "  static constexpr std::string_view network_sha256 = // of what weights mean\n"
             "      {};\n"
             "  static constexpr std::uint64_t seed = {};\n"
             "  static constexpr bool is_exact = {}; // f(g x) and g f(x) have the same bits\n"
             "  static constexpr std::size_t channels = {};\n"
             "  static constexpr std::size_t rows = {};\n"
             "  static constexpr std::size_t columns = {};\n"
             "  static constexpr std::size_t classes = {};\n",
             to_string_literal(network.name),
             to_string_literal(network.spec_sha256),
             to_string_literal(network.network_sha256),
             network.seed,
             is_exact ? "rt::keeps_bits" : "false",
             network.input.channels,
             network.input.rows,
             network.input.columns,
             network.labels.classes.size()) +
         member("std::string_view", "class_names", literals(network.labels.classes)) +
         member("std::string_view", "element_labels", literals(network.labels.element_labels)) +
         emit_symmetries(network);
}

} // namespace equivarify::codegen
