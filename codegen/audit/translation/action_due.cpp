#include "equivarify/codegen/audit/translation/action_due.hpp"

#include <algorithm>

namespace equivarify::audit {
namespace {

/// The subgroup of \p output as the header numbers its elements.
Images numbered_subgroup(Representation const& output, CopyGroup const& copies) {
  Images subgroup;
  for (std::uint32_t const element : output.subgroup) {
    subgroup.push_back(copies.numbers[element]);
  }
  std::sort(subgroup.begin(), subgroup.end());
  return subgroup;
}

/// The first element of each coset of \p subgroup, in order.
Images first_of_cosets(Images const& subgroup, std::vector<Images> const& table) {
  std::vector<bool> is_seen(table.size(), false);
  Images first;
  for (std::uint32_t g = 0; g < table.size(); ++g) {
    if (!is_seen[g]) {
      first.push_back(g);
    }
    for (std::uint32_t const h : subgroup) {
      is_seen[table[g][h]] = true;
    }
  }
  return first;
}

ActionDue action_of_output(Representation const& output, Group const& group, Images const& rows) {
  ActionDue due{.entries = output.size, .rows = output.subgroup.size()};
  if (output.movers.empty()) { // no element moves anything
    due.movers = {identity_of(output.size)};
    for (std::size_t row = 1; row < due.rows; ++row) {
      due.steps.push_back({.from = 0, .to = row, .mover = 0});
    }
    return due;
  }
  std::vector<bool> is_known(group.order(), false);
  is_known[0] = true;
  Images reached{0};
  std::vector<Images> products; // of each mover with all elements; a large group has no table
  for (std::size_t k = 0; k < output.movers.size(); ++k) {
    due.movers.push_back(output.movers[k].second);
    products.push_back(group.row(output.elements[k]));
  }
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (std::size_t k = 0; k < due.movers.size(); ++k) {
      std::uint32_t const to = products[k][reached[at]];
      if (!is_known[to]) {
        is_known[to] = true;
        due.steps.push_back({.from = rows[reached[at]], .to = rows[to], .mover = k});
        reached.push_back(to);
      }
    }
  }
  return due;
}

std::string member_of_texts(char const* name, std::string const& text) {
  return std::string{"static constexpr std::string_view "} + name + "=\"" + text + "\";";
}

std::string member_of_size(char const* name, std::size_t number) {
  return std::string{"static constexpr std::size_t "} + name + "=" + std::to_string(number) + ";";
}

} // namespace

ActionDue input_due(Described const& described, CopyGroup const& copies, std::size_t entries) {
  Group const& group = described.group;
  ActionDue due{.entries = entries, .rows = group.order(), .movers = described.sources};
  if (!copies.steps.empty()) {
    due.rows = due.movers.size();
    due.of_generators = true;
    return due;
  }
  std::vector<bool> is_known(group.order(), false);
  is_known[0] = true;
  for (std::size_t x = 0; x < group.order(); ++x) { // each is a generator times one before it
    for (std::size_t k = 0; k < group.steps.size(); ++k) {
      std::uint32_t const to = group.steps[k].second[x];
      if (!is_known[to]) {
        is_known[to] = true;
        due.steps.push_back({.from = copies.numbers[x], .to = copies.numbers[to], .mover = k});
      }
    }
  }
  return due;
}

std::vector<OutputDue> outputs_due(Described const& described, CopyGroup const& copies) {
  std::vector<OutputDue> outputs;
  std::size_t offset = 0;
  for (Representation const& output : described.outputs) {
    Images const subgroup = numbered_subgroup(output, copies);
    Images rows(described.group.order());
    for (std::size_t g = 0; g < rows.size(); ++g) {
      auto const at = std::find(subgroup.begin(), subgroup.end(), copies.numbers[g]);
      rows[g] = static_cast<std::uint32_t>(at - subgroup.begin());
    }
    OutputDue due{.members = {member_of_texts("name", output.name),
                              member_of_texts("head", output.head),
                              member_of_size("size", output.size),
                              member_of_size("offset", offset)},
                  .action = action_of_output(output, described.group, rows)};
    due.cosets = first_of_cosets(subgroup, copies.group);
    if (subgroup.size() != rows.size()) {
      due.members.push_back(numbers_text("elements", subgroup));
      due.members.push_back(numbers_text("cosets", due.cosets));
    }
    due.elements = subgroup;
    offset += output.size;
    outputs.push_back(std::move(due));
  }
  return outputs;
}

} // namespace equivarify::audit
