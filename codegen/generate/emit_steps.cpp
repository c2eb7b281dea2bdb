#include "equivarify/codegen/generate/emit_steps.hpp"

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/generate/emit_action.hpp"
#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace equivarify::codegen {
namespace {

using Numbers = std::vector<std::uint32_t>;

std::vector<Numbers> steps_of(algebra::Group const& group) {
  std::vector<Numbers> steps;
  for (algebra::Generator const& generator : group.generators()) {
    Numbers& step = steps.emplace_back();
    for (algebra::Element const g : group.elements()) {
      step.push_back(group.multiply(g, generator.element).index());
    }
  }
  return steps;
}

Numbers generator_numbers(algebra::Subgroup const& subgroup) {
  Numbers numbers;
  for (algebra::Element const g : subgroup.generators()) {
    numbers.push_back(g.index());
  }
  return numbers;
}

bool are_fixed(std::vector<Numbers> const& rows) {
  Numbers identity(rows.front().size());
  std::iota(identity.begin(), identity.end(), 0U);
  return std::all_of(rows.begin(), rows.end(), [&](Numbers const& row) { return row == identity; });
}

/// A table that mostly moves nothing.
std::string table_or_fixed(std::string const& name, std::vector<Numbers> const& rows) {
  return are_fixed(rows)
             ? fmt::format("  static inline const auto {} = rt::fixed_rows<{}, {}>();\n",
                           name,
                           rows.size(),
                           rows.front().size())
             : table_member(name, rows);
}

} // namespace

bool is_by_steps(Network const& network) {
  return network.group.order() > largest_copies;
}

std::string emit_step_group(Network const& network) {
  algebra::Group const& group = network.group;
  return comment("/// ",
                 fmt::format("The group {}. Its elements are numbered as they are listed; "
                             "steps[k][g] is g times the generator k, of {}.",
                             group.name(),
                             fmt::join(group.generator_names(), ", "))) +
         "struct Group {\n" +
         fmt::format("  static constexpr std::size_t order = {};\n", group.order()) +
         member("std::string_view", "element_names", literals(element_names(group))) +
         table_member("steps", steps_of(group)) +
         "  static inline const auto inverse = rt::inverses_of(steps);\n};\n";
}

std::string emit_step_action(Network const& network) {
  ArrayAction generators{network.input, {}, {}, network.group.generator_names()};
  for (algebra::Generator const& generator : network.group.generators()) {
    std::uint32_t const g = generator.element.index();
    generators.sources.push_back(network.input_permutations[g]);
    if (!network.input_negated.empty()) {
      generators.negated.push_back(network.input_negated[g]);
    }
  }
  bool const has_signs = !generators.negated.empty();
  return comment("/// ",
                 fmt::format("The action of {} on an image x: (g x)[i] = "
                             "x[input_permutations[g][i]]{} from that of the generators {}.",
                             network.group.name(),
                             has_signs ? ", negated where input_negated[g][i]," : ",",
                             fmt::join(network.group.generator_names(), ", "))) +
         "struct Action {\n" +
         emit_array_action(generators,
                           {"generator_permutations", "generator_negated", "generator_"}) +
         "  static inline const auto input_permutations =\n"
         "      rt::actions_along(Group::steps, generator_permutations);\n" +
         (has_signs ? "  static inline const auto input_negated =\n"
                      "      rt::signs_along(Group::steps, input_permutations, "
                      "generator_negated);\n"
                    : "") +
         "};\n";
}

std::string emit_step_construction(Construction const& construction) {
  return number_member("subgroup", generator_numbers(construction.subgroup)) +
         fmt::format("  static inline const auto cosets = rt::cosets_of<{}>(steps, "
                     "subgroup);\n",
                     construction.subgroup.order()) +
         "  static constexpr auto const& candidates = cosets.candidates;\n"
         "  static constexpr auto const& coset = cosets.coset;\n"
         "  static constexpr auto const& returned_by = cosets.returned_by;\n" +
         table_or_fixed("sheet_sources", construction.sheet_sources) +
         table_or_fixed("class_sources", construction.class_sources);
}

std::string emit_step_symmetries(Network const& network) {
  std::vector<Numbers> rows;
  for (auto const& elements : network.labels.symmetries) {
    rows.push_back(generator_numbers(algebra::Subgroup::from_elements(network.group, elements)));
  }
  std::size_t longest = 1;
  for (Numbers const& row : rows) {
    longest = std::max(longest, row.size());
  }
  for (Numbers& row : rows) {
    row.resize(longest, 0);
  }
  return "  /// Of each class elements that generate those which turn a picture of it into one of "
         "the same.\n" +
         table_member("class_symmetries", rows) +
         "  static inline const auto symmetries = rt::subgroups_by(steps, class_symmetries);\n";
}

} // namespace equivarify::codegen
