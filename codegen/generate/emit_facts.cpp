#include "equivarify/codegen/generate/emit_facts.hpp"

#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>
#include <vector>

namespace equivarify::codegen {
namespace {

std::string joined(std::size_t count,
                   std::function<std::string(std::size_t)> const& item,
                   char const* separator) {
  std::vector<std::string> items(count);
  for (std::size_t i = 0; i < count; ++i) {
    items[i] = item(i);
  }
  return fmt::format("{}", fmt::join(items, separator));
}

std::string literals(std::vector<std::string> const& texts) {
  return joined(
      texts.size(), [&](std::size_t i) { return to_string_literal(texts[i]); }, ", ");
}

std::string emit_motions(Network const& network, std::vector<Motion> const& motions) {
  auto const elements = network.group.elements();
  std::string const list = joined(
      motions.size(),
      [&](std::size_t g) {
        return fmt::format("          rt::GridMotion{{.transposed = {}, .flipped_rows = {}, "
                           ".flipped_columns = {}}}, // {}",
                           motions[g].transposed,
                           motions[g].flipped_rows,
                           motions[g].flipped_columns,
                           network.group.name_of(elements[g]));
      },
      "\n");
  return fmt::format("rt::grid_permutations<{}, {}, {}>(\n      std::array{{\n{}\n      }})",
                     network.input.channels,
                     network.input.rows,
                     network.input.columns,
                     list);
}

/// A table of tables of one length.
std::string emit_tables(std::vector<std::vector<std::uint32_t>> const& tables) {
  return fmt::format("std::array<std::array<std::uint32_t, {}>, {}>{{{{\n{}\n  }}}}",
                     tables.front().size(),
                     tables.size(),
                     joined(
                         tables.size(),
                         [&](std::size_t g) {
                           return fmt::format("    {{{{\n{}\n    }}}},", number_list(tables[g]));
                         },
                         "\n"));
}

std::string one_table(std::vector<std::uint32_t> const& table) {
  return fmt::format("std::array<std::uint32_t, {}>{{\n{}\n  }}", table.size(), number_list(table));
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

/// The multiplication of the copies, where they are concatenated by another group than G.
std::string emit_copy_table(Network const& network) {
  auto const group = group_of_copies(network);
  if (!group) {
    return {};
  }
  std::vector<std::vector<std::uint32_t>> product;
  for (algebra::Element const g : group->elements()) {
    std::vector<std::uint32_t>& row = product.emplace_back();
    for (algebra::Element const h : group->elements()) {
      row.push_back(group->multiply(g, h).index());
    }
  }
  return fmt::format("/// The group {}, by which the copies are numbered.\n"
                     "struct CopyTable {{\n"
                     "  static constexpr std::size_t order = {};\n"
                     "  static constexpr auto product = {};\n"
                     "}};\n\n",
                     group->name(),
                     group->order(),
                     emit_tables(product));
}

std::string permutations_expression(Network const& network) {
  std::vector<Motion> motions;
  for (auto const& permutation : network.input_permutations) {
    auto const motion = find_motion(network.input, permutation);
    if (!motion) {
      return emit_tables(network.input_permutations);
    }
    motions.push_back(*motion);
  }
  return emit_motions(network, motions);
}

std::string emit_symmetries(Network const& network) {
  auto const& symmetries = network.labels.symmetries;
  return joined(
      network.labels.classes.size(),
      [&](std::size_t c) {
        auto const symmetric = [&](std::size_t g) {
          auto const element = network.group.element(static_cast<std::uint32_t>(g));
          return std::find(symmetries[c].begin(), symmetries[c].end(), element) !=
                 symmetries[c].end();
        };
        return fmt::format("      {{{}}},",
                           joined(
                               network.group.order(),
                               [&](std::size_t g) { return fmt::format("{}", symmetric(g)); },
                               ", "));
      },
      "\n");
}

/// What elements and classes are called, and how they go together.
std::string emit_label_facts(Network const& network) {
  std::vector<std::string> elements;
  for (algebra::Element const g : network.group.elements()) {
    elements.push_back(network.group.name_of(g));
  }
  std::size_t const order = network.group.order();
  std::size_t const classes = network.labels.classes.size();
  return fmt::format(
      "  static constexpr std::array<std::string_view, {0}> element_names{{{2}}};\n"
      "  static constexpr std::array<std::string_view, {0}> element_labels{{{3}}};\n"
      "  static constexpr std::array<std::string_view, {1}> class_names{{\n      {4}}};\n"
      "  static constexpr auto const& product = GroupTable::product;\n"
      "  static constexpr auto const& inverse = GroupTable::inverse;\n"
      "  static constexpr auto const& input_permutations = Action::permutations;\n"
      "  /// `symmetries[c][g]`: g turns a picture of class c into one of the same class.\n"
      "  static constexpr std::array<std::array<bool, {0}>, {1}> symmetries{{{{\n{5}\n  }}}};\n",
      order,
      classes,
      literals(elements),
      literals(network.labels.element_labels),
      literals(network.labels.classes),
      emit_symmetries(network));
}

} // namespace

std::string number_list(std::vector<std::uint32_t> const& numbers) {
  std::vector<std::string> items(numbers.size());
  std::transform(numbers.begin(), numbers.end(), items.begin(), [](std::uint32_t number) {
    return fmt::format("{}", number);
  });
  return wrapped_items(items);
}

std::string emit_provenance(Network const& network) {
  std::vector<std::string> names;
  for (algebra::Element const g : network.group.elements()) {
    names.push_back(network.group.name_of(g));
  }
  return fmt::format(
      "// Generated by equivarify {}. Do not edit: change the spec and emit again.\n"
      "//   spec      {}  sha256 {}\n"
      "//   group     {} = {{{}}}, acting on {} images: {}\n"
      "//   theorem   {}(g x) = g {}(x) for every g in {}, where (g y)(h) = y(g^-1 h)\n",
      EQUIVARIFY_VERSION,
      network.name,
      network.spec_sha256,
      network.group.name(),
      fmt::join(names, ", "),
      to_string(network.input),
      network.action_description,
      network.name,
      network.name,
      network.group.name());
}

std::string emit_group(Network const& network) {
  std::size_t const order = network.group.order();
  auto const& table = network.group.table();
  auto const row = [&](std::size_t g) {
    return fmt::format(
        "      {{{}}},",
        joined(
            order, [&](std::size_t h) { return fmt::format("{}", table[g * order + h]); }, ", "));
  };
  auto const inverse = [&](std::size_t g) {
    auto const element = network.group.element(static_cast<std::uint32_t>(g));
    return fmt::format("{}", network.group.inverse(element).index());
  };
  return fmt::format(
      "/// The elements of {0}, in the order in which they index every lifted axis.\n"
      "enum class Element : std::uint32_t {{ {1} }};\n\n"
      "/// The group {0}: `product[g][h]` is g h.\n"
      "struct GroupTable {{\n"
      "  static constexpr std::size_t order = {2};\n"
      "  static constexpr std::array<std::array<std::uint32_t, {2}>, {2}> product{{{{\n{3}\n  "
      "}}}};\n"
      "  static constexpr std::array<std::uint32_t, {2}> inverse{{{4}}};\n"
      "}};\n",
      network.group.name(),
      fmt::join(enumerators(network.group), ", "),
      order,
      joined(order, row, "\n"),
      joined(order, inverse, ", "));
}

std::string emit_action(Network const& network) {
  return fmt::format("/// The action on an image x: (g x)[i] = x[permutations[g][i]], and h^-1 x, "
                     "which is copy h of the input.\n"
                     "struct Action {{\n"
                     "  static constexpr auto permutations = {};\n\n"
                     "  static constexpr auto inverse_permutations = [] {{\n"
                     "    auto tables = permutations;\n"
                     "    for (std::size_t h = 0; h < tables.size(); ++h) {{\n"
                     "      tables[h] = permutations[GroupTable::inverse[h]];\n"
                     "    }}\n"
                     "    return tables;\n"
                     "  }}();\n"
                     "}};\n",
                     permutations_expression(network));
}

std::string emit_construction(Network const& network) {
  if (!network.construction) {
    return {};
  }
  Construction const& construction = *network.construction;
  return emit_copy_table(network) +
         fmt::format("/// The construction {}: {} copies of F for {} elements, H = {}.\n"
                     "struct ConstructionTables {{\n"
                     "  static constexpr std::size_t order = {};\n"
                     "  static constexpr std::size_t classes = {};\n"
                     "  static constexpr std::size_t sheets = {};\n"
                     "  static constexpr auto symmetrization = rt::Symmetrization::{};\n"
                     "  static constexpr auto const& permutations = Action::permutations;\n"
                     "  static constexpr auto candidates = {};\n"
                     "  static constexpr auto coset = {};\n"
                     "  static constexpr auto returned_by = {};\n"
                     "  static constexpr auto sheet_sources = {};\n"
                     "  static constexpr auto class_sources = {};\n"
                     "}};\n\n",
                     name_of(construction.kind),
                     construction.copies(),
                     network.group.order(),
                     construction.subgroup.to_string(),
                     network.group.order(),
                     network.labels.classes.size(),
                     construction.sheets,
                     symmetrization_name(construction.symmetrization),
                     emit_tables(construction.candidates),
                     one_table(construction.coset),
                     one_table(construction.returned_by),
                     emit_tables(construction.sheet_sources),
                     emit_tables(construction.class_sources));
}

std::string emit_model_facts(Network const& network, bool is_exact) {
  return fmt::format("  static constexpr std::string_view name = {};\n"
                     "  static constexpr std::string_view spec_sha256 =\n      {};\n"
                     "  static constexpr std::uint64_t seed = {};\n"
                     "  static constexpr bool is_exact = {};\n"
                     "  static constexpr std::size_t order = {};\n"
                     "  static constexpr std::size_t classes = {};\n"
                     "  static constexpr std::size_t channels = {};\n"
                     "  static constexpr std::size_t rows = {};\n"
                     "  static constexpr std::size_t columns = {};\n",
                     to_string_literal(network.name),
                     to_string_literal(network.spec_sha256),
                     network.seed,
                     is_exact,
                     network.group.order(),
                     network.labels.classes.size(),
                     network.input.channels,
                     network.input.rows,
                     network.input.columns) +
         emit_label_facts(network);
}

} // namespace equivarify::codegen
