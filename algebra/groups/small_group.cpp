#include "equivarify/algebra/small_group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/algebra/small_groups_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {
namespace {

std::string small_generator(std::size_t k) {
  return fmt::format("f{}", k + 1);
}

/// What a line of the table says of one group.
struct SmallGroupEntry {
  std::vector<std::string> orders; ///< of each generator modulo those after it, or *
  std::vector<std::string> relations;

  [[nodiscard]] bool has_relation(std::string const& left) const {
    for (std::string const& relation : relations) {
      if (relation.starts_with(left + " = ")) {
        return true;
      }
    }
    return false;
  }

  /// The relations, and those that go without saying.
  [[nodiscard]] std::vector<std::string> all_relations() const {
    std::vector<std::string> result = relations;
    auto const add = [&](std::string const& left, std::string const& right) {
      if (!has_relation(left)) {
        result.push_back(fmt::format("{} = {}", left, right));
      }
    };
    for (std::size_t k = 0; k < orders.size(); ++k) {
      std::string const first = small_generator(k);
      if (orders[k] == "*") {
        return result;
      }
      add(fmt::format("{}^{}", first, orders[k]), "e");
      for (std::size_t j = k + 1; j < orders.size(); ++j) {
        std::string const second = small_generator(j);
        add(fmt::format("{} {}", second, first), fmt::format("{} {}", first, second));
      }
    }
    return result;
  }
};

using SmallGroupTable = std::map<std::pair<std::uint32_t, std::uint32_t>, SmallGroupEntry>;

SmallGroupTable read_small_groups() {
  SmallGroupTable groups;
  std::istringstream lines{std::string{small_groups_text()}};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    std::size_t const colon = line.find(':');
    std::istringstream head{line.substr(0, colon)};
    std::istringstream tail{line.substr(colon + 1)};
    std::uint32_t order = 0;
    std::uint32_t number = 0;
    head >> order >> number;
    SmallGroupEntry& entry = groups[{order, number}];
    for (std::string part; head >> part;) {
      entry.orders.push_back(part);
    }
    for (std::string relation; std::getline(tail >> std::ws, relation, ',');) {
      entry.relations.push_back(relation);
    }
  }
  return groups;
}

SmallGroupTable const& small_group_table() {
  static SmallGroupTable const all = read_small_groups();
  return all;
}

} // namespace

std::uint32_t count_small_groups(std::uint32_t order) {
  auto const begin = small_group_table().lower_bound({order, 0});
  auto const end = small_group_table().lower_bound({order + 1, 0});
  return static_cast<std::uint32_t>(std::distance(begin, end));
}

Group small_group(std::uint32_t order, std::uint32_t number) {
  std::string const name = fmt::format("SmallGroup({},{})", order, number);
  auto const found = small_group_table().find({order, number});
  if (found == small_group_table().end()) {
    std::uint32_t const count = count_small_groups(order);
    throw AlgebraError(
        count == 0   ? fmt::format("{}: expected an order from 1 to {} other than 64 and 96",
                                 name,
                                 end_of_small_groups - 1)
        : count == 1 ? fmt::format("{}: there is 1 group of order {}, number 1", name, order)
                     : fmt::format("{}: there are {} groups of order {}, numbers 1 to {}",
                                   name,
                                   count,
                                   order,
                                   count));
  }
  std::vector<std::string> generators;
  for (std::size_t k = 0; k < found->second.orders.size(); ++k) {
    generators.push_back(small_generator(k));
  }
  return presented_group(make_presentation(generators, found->second.all_relations()))
      .renamed(name);
}

} // namespace equivarify::algebra
