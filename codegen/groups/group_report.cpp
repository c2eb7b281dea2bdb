#include "equivarify/codegen/groups/group_report.hpp"

#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"
#include "equivarify/algebra/wedderburn.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {

namespace {

using algebra::Group;

constexpr std::size_t longest_list = 24;

template <typename Value>
std::string line(std::string const& label, std::optional<Value> const& value) {
  return value ? fmt::format("  {:<22}{}\n", label, *value)
               : fmt::format("  {:<22}not computed: beyond the bound\n", label);
}

std::string fact_lines(GroupFacts const& facts) {
  std::string text = fmt::format("  {:<22}{}\n", "order", facts.order);
  text += fmt::format("  {:<22}{}\n", "abelian", facts.abelian ? "yes" : "no");
  text += line("exponent", facts.exponent);
  text += line("conjugacy classes", facts.conjugacy_classes);
  text += line("order of the centre", facts.centre_order);
  text += line("derived subgroup", facts.derived_order);
  text += line("subgroups", facts.subgroups);
  text += line("classes of subgroups", facts.subgroup_classes);
  text += line("normal subgroups", facts.normal_subgroups);
  text += line("automorphisms", facts.automorphisms);
  if (facts.abelian_invariants) {
    text += fmt::format("  {:<22}{}\n",
                        "G / G'",
                        facts.abelian_invariants->empty()
                            ? "1"
                            : fmt::format("C{}", fmt::join(*facts.abelian_invariants, " x C")));
  }
  return text;
}

std::string subgroup_lines(Group const& group) {
  std::string text = "\nsubgroups, one of each class\n";
  for (algebra::SubgroupClass const& subgroup_class : algebra::subgroup_classes(group)) {
    text += fmt::format("  order {:<5} {:>4} conjugate{}  {}\n",
                        subgroup_class.representative.order(),
                        subgroup_class.members.size(),
                        subgroup_class.members.size() == 1 ? ", normal" : "s       ",
                        subgroup_class.representative.to_string());
  }
  return text;
}

std::string class_lines(Group const& group, algebra::CharacterTable const& table) {
  std::string text = "\nconjugacy classes\n";
  for (std::size_t t = 0; t < table.classes.size(); ++t) {
    text += fmt::format("  {:>4} of order {:<4} {}\n",
                        table.classes[t].size(),
                        table.element_orders[t],
                        group.name_of(table.classes[t].front()));
  }
  return text;
}

std::string table_lines(algebra::CharacterTable const& table) {
  std::size_t width = 2;
  for (algebra::Character const& character : table.characters) {
    for (algebra::Cyclotomic const& value : character.values) {
      width = std::max(width, value.to_string().size());
    }
  }
  std::string text = "\ncharacters, a column for each class; the last column is the indicator\n";
  for (algebra::Character const& character : table.characters) {
    text += " ";
    for (algebra::Cyclotomic const& value : character.values) {
      text += fmt::format(" {:>{}}", value.to_string(), width);
    }
    text += fmt::format("   {:>2}\n", character.indicator);
  }
  return text;
}

/// `R^4 + M2(R)`, its blocks, and what they save.
std::string block_lines(std::vector<BlockCount> const& blocks,
                        algebra::ConvolutionCost const& cost) {
  std::vector<std::string> terms;
  TableRows rows{{"block", "copies", "dimension", "multiplications"}};
  for (auto const& [block, copies] : blocks) {
    terms.push_back(copies == 1 ? block.to_string()
                                : fmt::format("{}^{}", block.to_string(), copies));
    rows.push_back({block.to_string(),
                    fmt::to_string(copies),
                    fmt::to_string(block.dimension()),
                    fmt::to_string(block.multiplications())});
  }
  return fmt::format("\nreal group algebra = {}\n{}"
                     "a convolution over the group: {} real multiplications, {} by blocks\n",
                     fmt::join(terms, " + "),
                     table(rows, {{Side::left, 6}, {Side::right}}),
                     cost.direct,
                     cost.fourier);
}

} // namespace

std::string to_text(AnyGroup const& group, GroupFacts const& facts) {
  auto const* const listed = std::get_if<Group>(&group);
  std::string text = listed != nullptr ? listed->name() : "a permutation group";
  text += facts.name && *facts.name != text ? fmt::format(", which is {}\n", *facts.name) : "\n";
  text += fact_lines(facts);
  if (listed == nullptr) {
    return text;
  }
  if (facts.subgroup_classes && *facts.subgroup_classes <= longest_list) {
    text += subgroup_lines(*listed);
  }
  if (facts.conjugacy_classes && *facts.conjugacy_classes <= longest_list &&
      facts.character_degrees) {
    algebra::CharacterTable const table = algebra::character_table(*listed);
    text += class_lines(*listed, table) + table_lines(table);
  }
  if (facts.real_blocks && facts.real_blocks->size() <= longest_list) {
    text += block_lines(*facts.real_blocks, *facts.convolution);
  }
  return text;
}

} // namespace equivarify::codegen
