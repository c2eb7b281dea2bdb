#include "runtime/drawn/pick_groups.hpp"

#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/codegen/generate/emit_fourier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "support/arbitrary_group.hpp"

namespace equivarify::runtime::testing {
namespace {

using algebra::Group;

/// The same group, its elements but e in random order.
Group renumbered(Group const& group) {
  std::uint32_t const order = group.order();
  std::vector<std::uint32_t> const others = support::pick_order(order - 1);
  auto const place = [&](std::uint32_t g) { return g == 0 ? 0 : 1 + others[g - 1]; };
  Group::Table table(order, std::vector<std::uint32_t>(order));
  for (std::uint32_t g = 0; g < order; ++g) {
    for (std::uint32_t h = 0; h < order; ++h) {
      table[place(g)][place(h)] = place(group.multiply_unchecked(g, h));
    }
  }
  return Group::from_table(table);
}

bool is_new(Group const& group, std::vector<PickedGroup> const& all) {
  return std::none_of(all.begin(), all.end(), [&](PickedGroup const& other) {
    return algebra::is_isomorphic(group, other.group);
  });
}

/// Adds \p count groups of order \p least to \p most.
void add_groups(std::size_t count, std::uint32_t least, std::uint32_t most, PickedGroups& groups) {
  std::size_t const wanted = groups.all.size() + count;
  while (groups.all.size() < wanted) {
    Group const group = support::pick_group();
    if (group.order() < least || group.order() > most || !is_new(group, groups.all)) {
      continue;
    }
    Group mixed = renumbered(group);
    codegen::FourierTables tables = codegen::fourier_tables(mixed);
    groups.all.push_back({fmt::format("Group{}", groups.all.size()),
                          algebra::identify(group).value_or(group.name()),
                          std::move(mixed),
                          std::move(tables)});
  }
}

} // namespace

PickedGroups pick_groups() {
  PickedGroups groups;
  add_groups(PickedGroups::small, 2, PickedGroups::most_small, groups);
  add_groups(PickedGroups::large, PickedGroups::most_small + 1, PickedGroups::most, groups);
  return groups;
}

std::string emit_group(PickedGroup const& picked) {
  std::uint32_t const order = picked.group.order();
  std::string rows;
  for (std::uint32_t g = 0; g < order; ++g) {
    auto const row = picked.group.table().begin() + std::ptrdiff_t{g} * order;
    rows += fmt::format("    {{{}}},\n", fmt::join(row, row + order, ", "));
  }
  return fmt::format(
             "struct {0} {{\n"
             "  static constexpr char const* name = \"{1}\";\n"
             "  static constexpr std::array<std::array<std::size_t, {2}>, {2}> product{{{{\n"
             "{3}  }}}};\n"
             "}};\n\n",
             picked.type,
             picked.name,
             order,
             rows) +
         codegen::emit_fourier_tables(picked.type + "Fourier", picked.name, picked.tables);
}

} // namespace equivarify::runtime::testing
