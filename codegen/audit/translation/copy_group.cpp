#include "equivarify/codegen/audit/translation/copy_group.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>

namespace equivarify::audit {
namespace {

constexpr std::uint32_t no_number = UINT32_MAX;

std::vector<Images> table_at(Node const& node, std::size_t order) {
  std::vector<Images> table;
  static_cast<void>(node.length(order, order));
  for (std::size_t g = 0; g < order; ++g) {
    Node const row = node.at(g);
    static_cast<void>(row.length(order, order));
    table.push_back(row.integers(static_cast<std::uint32_t>(order - 1)));
  }
  return table;
}

/// The number in \p table of each element of \p group: where the products of its generators lead.
Images numbers_of(Group const& group, Node const& generators, std::vector<Images> const& table) {
  Images numbers(group.order(), no_number);
  numbers[0] = 0;
  for (std::uint32_t x = 0; x < group.order(); ++x) { // each is a generator times one before it
    for (auto const& [name, step] : group.steps) {
      demand(generators.has(name.c_str()), "at /group/generators: there is no " + in_quotes(name));
      std::uint64_t const g = generators.at(name).integer(0, group.order() - 1);
      std::uint32_t& number = numbers[step[x]];
      number = number == no_number ? table[g][numbers[x]] : number;
    }
  }
  return numbers;
}

/// Refuses unless \p numbers is an isomorphism from \p group to \p table.
void expect_isomorphism(Group const& group,
                        Images const& numbers,
                        std::vector<Images> const& table) {
  Images sorted = numbers;
  std::sort(sorted.begin(), sorted.end());
  bool is_one = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  for (std::size_t a = 0; is_one && a < group.order(); ++a) {
    for (std::size_t b = 0; b < group.order(); ++b) {
      is_one = is_one && numbers[group.table[a][b]] == table[numbers[a]][numbers[b]];
    }
  }
  demand(is_one, "at /group: not the group of the spec");
}

/// The quotient of \p group by \p kernel, cosets in the order of their first elements.
std::vector<Images> quotient(std::vector<Images> const& group, Images const& kernel) {
  Images cosets(group.size(), no_number);
  Images first;
  for (std::uint32_t g = 0; g < group.size(); ++g) {
    if (cosets[g] == no_number) {
      for (std::uint32_t const n : kernel) {
        cosets[group[g][n]] = static_cast<std::uint32_t>(first.size());
      }
      first.push_back(g);
    }
  }
  std::vector<Images> table;
  for (std::uint32_t const a : first) {
    Images row;
    for (std::uint32_t const b : first) {
      row.push_back(cosets[group[a][b]]);
    }
    table.push_back(row);
  }
  return table;
}

/// The quotient of \p group by \p kernel, elements and cosets in the order of \p numbers.
std::vector<Images> quotient_of(Group const& group, Images const& kernel, Images const& numbers) {
  Images const elements = inverse(numbers);
  Images cosets(numbers.size(), no_number);
  Images first;
  for (std::uint32_t const g : elements) {
    if (cosets[g] == no_number) {
      Images const row = group.row(g);
      for (std::uint32_t const n : kernel) {
        cosets[row[n]] = static_cast<std::uint32_t>(first.size());
      }
      first.push_back(g);
    }
  }
  std::vector<Images> table;
  for (std::uint32_t const a : first) {
    Images const products = group.row(a);
    Images row;
    for (std::uint32_t const b : first) {
      row.push_back(cosets[products[b]]);
    }
    table.push_back(row);
  }
  return table;
}

/// The numbers of the elements of \p group in an order in which its generators make \p steps of
/// them, which are \p generators. An order is one if it is a permutation that begins with e and
/// passes each step: then products are kept, one letter after another.
Images numbers_by(Group const& group, std::vector<Images> const& steps) {
  Images numbers(group.order());
  for (std::size_t i = 1; i < group.found.size(); ++i) {
    std::uint32_t const x = group.found[i];
    numbers[x] = steps[group.right_via[x]][numbers[group.right_parent[x]]];
  }
  bool is_one = is_permutation(numbers);
  for (std::size_t k = 0; is_one && k < steps.size(); ++k) {
    for (std::uint32_t x = 0; is_one && x < numbers.size(); ++x) {
      is_one = numbers[group.right[k][x]] == steps[k][numbers[x]];
    }
  }
  demand(is_one, "at /group: not the group of the spec");
  return numbers;
}

/// Of a group without a table, whose copies are those of cosets.
CopyGroup
larger_group(Described const& described, std::string const& construction, Node const& numbered) {
  Group const& group = described.group;
  numbered.expect_keys({"generators", "steps"}, {});
  Node const generators = numbered.at("generators");
  Node const steps = numbered.at("steps");
  demand(generators.members(0, bounds::generators).size() == group.steps.size() &&
             steps.members(0, bounds::generators).size() == group.steps.size(),
         "at /group: other generators than the spec's");
  CopyGroup result;
  for (auto const& [name, left] : group.steps) {
    demand(generators.has(name.c_str()) && steps.has(name.c_str()),
           "at /group: there is no " + in_quotes(name));
    static_cast<void>(steps.at(name).length(group.order(), group.order()));
    result.steps.push_back(steps.at(name).integers(static_cast<std::uint32_t>(group.order() - 1)));
    demand(generators.at(name).integer(0, group.order() - 1) == result.steps.back().front(),
           "at /group/generators: not the step of " + in_quotes(name));
  }
  result.numbers = numbers_by(group, result.steps);
  bool const is_quotient = construction == "kernel_quotient";
  result.count =
      group.order() / (is_quotient ? described.kernel.size() : described.subgroup->size());
  if (is_quotient) {
    result.table = quotient_of(group, described.kernel, result.numbers);
    result.table_name = "CopyGroup";
  }
  return result;
}

std::string list_text(Images const& numbers) {
  std::string text;
  for (std::uint32_t const number : numbers) {
    text.append(text.empty() ? "" : ",").append(std::to_string(number));
  }
  return text;
}

} // namespace

CopyGroup copy_group(Described const& described, nlohmann::json const& spec, Node const& numbered) {
  std::string const construction = construction_of(spec);
  std::size_t const order = described.group.order();
  if (described.group.table.empty()) {
    return larger_group(described, construction, numbered);
  }
  numbered.expect_keys({"generators", "table"}, {});
  Node const generators = numbered.at("generators");
  demand(generators.members(0, bounds::generators).size() == described.group.steps.size(),
         "at /group/generators: other generators than the spec's");
  std::vector<Images> const table = table_at(numbered.at("table"), order);
  Images const numbers = numbers_of(described.group, generators, table);
  expect_isomorphism(described.group, numbers, table);
  if (construction == "g_product") {
    return {order, table, "Group", table, numbers};
  }
  if (construction == "kernel_quotient") {
    Images kernel;
    for (std::uint32_t const element : described.kernel) {
      kernel.push_back(numbers[element]);
    }
    return {order / kernel.size(), quotient(table, kernel), "CopyGroup", table, numbers};
  }
  // F is evaluated at one input, at each element, or at one of each coset.
  std::size_t const cosets = construction == "coinduction" ? order / described.subgroup->size() : 1;
  return {construction == "reynolds" ? order : cosets, {}, "", table, numbers};
}

std::string table_text(std::vector<Images> const& table) {
  std::string const size = std::to_string(table.size());
  std::string text =
      "static constexpr std::array<std::array<std::uint32_t," + size + ">," + size + ">product{{";
  for (std::size_t g = 0; g < table.size(); ++g) {
    text.append(g == 0 ? "{" : ",{").append(list_text(table[g])).append("}");
  }
  return text + "}};";
}

std::string steps_text(std::vector<Images> const& steps) {
  std::string text = "static constexpr std::array<std::array<std::uint32_t," +
                     std::to_string(steps.front().size()) + ">," + std::to_string(steps.size()) +
                     ">steps{{";
  for (std::size_t k = 0; k < steps.size(); ++k) {
    text.append(k == 0 ? "{" : ",{").append(list_text(steps[k])).append("}");
  }
  return text + "}};";
}

std::string numbers_text(std::string const& name, Images const& numbers) {
  return "static constexpr std::array<std::uint32_t," + std::to_string(numbers.size()) + ">" +
         name + "{" + list_text(numbers) + "};";
}

std::string inverse_text(std::vector<Images> const& table) {
  Images inverse;
  for (Images const& row : table) {
    // The first element is the neutral one.
    auto const found = std::find(row.begin(), row.end(), 0U);
    inverse.push_back(static_cast<std::uint32_t>(found - row.begin()));
  }
  return numbers_text("inverse", inverse);
}

} // namespace equivarify::audit
