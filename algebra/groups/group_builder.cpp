#include "equivarify/algebra/group_builder.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_data.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::algebra {

namespace {

using Graph = std::vector<std::vector<std::uint32_t>>;

SpanningTree spanning_tree(Graph const& right, std::uint32_t order) {
  SpanningTree tree{
      {0}, std::vector<std::uint32_t>(order, 0), std::vector<std::uint32_t>(order, 0)};
  std::vector<bool> seen(order, false);
  seen[0] = true;
  for (std::size_t next = 0; next < tree.sequence.size(); ++next) {
    std::uint32_t const x = tree.sequence[next];
    for (std::uint32_t k = 0; k < right.size(); ++k) {
      std::uint32_t const y = right[k][x];
      if (!seen[y]) {
        seen[y] = true;
        tree.parent[y] = x;
        tree.via[y] = k;
        tree.sequence.push_back(y);
      }
    }
  }
  EQUIVARIFY_ASSERT(tree.sequence.size() == order, "the generators do not generate the group");
  return tree;
}

/// Words of more powers than this, in all, are not kept.
constexpr std::size_t max_kept_powers = 4'000'000;

/// The word along the tree to each element; nothing if they are too long.
std::vector<PowerWord> shortest_words(SpanningTree const& tree) {
  std::vector<PowerWord> words(tree.parent.size());
  std::size_t kept = 0;
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    words[x] = words[tree.parent[x]];
    append_power(words[x], tree.via[x]);
    kept += words[x].size();
    if (kept > max_kept_powers) {
      return {};
    }
  }
  return words;
}

/// Row g of the table along the tree: g (p s) = (g p) s.
std::vector<std::uint32_t> full_table(Graph const& right, SpanningTree const& tree) {
  std::size_t const order = tree.parent.size();
  std::vector<std::uint32_t> table(order * order);
  for (std::uint32_t g = 0; g < order; ++g) {
    std::uint32_t* const row = &table[g * order];
    row[0] = g;
    for (std::size_t i = 1; i < order; ++i) {
      std::uint32_t const x = tree.sequence[i];
      row[x] = right[tree.via[x]][row[tree.parent[x]]];
    }
  }
  return table;
}

/// Column h of \p table, one after the other.
std::vector<std::uint16_t> by_columns(std::vector<std::uint32_t> const& table, std::size_t order) {
  static_assert(Group::max_table_order <= 1U << 16);
  std::vector<std::uint16_t> columns(table.size());
  for (std::size_t g = 0; g < order; ++g) {
    for (std::size_t h = 0; h < order; ++h) {
      columns[h * order + g] = static_cast<std::uint16_t>(table[g * order + h]);
    }
  }
  return columns;
}

/// The images of all x under x -> s x, for generator \p k.
std::vector<std::uint32_t> left_step(Graph const& right, SpanningTree const& tree, std::size_t k) {
  std::vector<std::uint32_t> left(tree.parent.size());
  left[0] = right[k][0];
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    left[x] = right[tree.via[x]][left[tree.parent[x]]];
  }
  return left;
}

std::vector<std::uint32_t> inverted(std::vector<std::uint32_t> const& permutation) {
  std::vector<std::uint32_t> result(permutation.size());
  for (std::uint32_t x = 0; x < permutation.size(); ++x) {
    result[permutation[x]] = x;
  }
  return result;
}

std::vector<std::uint32_t> squared(std::vector<std::uint32_t> const& permutation) {
  std::vector<std::uint32_t> result;
  result.reserve(permutation.size());
  for (std::uint32_t const x : permutation) {
    result.push_back(permutation[x]);
  }
  return result;
}

/// All inverses along the tree: (p s)^-1 = s^-1 p^-1.
std::vector<std::uint32_t> all_inverses(Graph const& right, SpanningTree const& tree) {
  std::vector<std::vector<std::uint32_t>> back;
  for (std::size_t k = 0; k < right.size(); ++k) {
    back.push_back(inverted(left_step(right, tree, k)));
  }
  std::vector<std::uint32_t> inverses(tree.parent.size(), 0);
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    inverses[x] = back[tree.via[x]][inverses[tree.parent[x]]];
  }
  return inverses;
}

class Fnv {
public:
  void add(std::uint32_t value) noexcept { state_ = (state_ ^ value) * 0x100000001b3ULL; }

  [[nodiscard]] std::uint32_t value() const noexcept {
    return static_cast<std::uint32_t>(state_ ^ (state_ >> 32));
  }

private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

/// A hash of the products that does not depend on names or generators.
std::uint32_t tag_of(std::vector<std::uint32_t> const& table,
                     std::vector<std::uint32_t> const& inverses) {
  Fnv hash;
  hash.add(static_cast<std::uint32_t>(inverses.size()));
  for (std::uint32_t const x : table.empty() ? inverses : table) {
    hash.add(x);
  }
  return hash.value();
}

/// The names that the words spell; numbers where there are no words.
std::vector<std::string> spell(std::vector<PowerWord> const& words,
                               std::uint32_t order,
                               std::vector<std::string> const& generators) {
  std::vector<std::string> names;
  names.reserve(order);
  for (std::uint32_t x = 0; x < order; ++x) {
    if (words.empty()) {
      names.push_back(x == 0 ? "e" : fmt::format("g{}", x));
    } else {
      names.push_back(to_string(words[x], generators));
    }
  }
  return names;
}

} // namespace

void GroupBuilder::add_steps(Group::Data& data, Graph const& right, SpanningTree const& tree) {
  Graph right_steps;
  for (std::size_t k = 0; k < right.size(); ++k) {
    std::vector<std::uint32_t> forward = right[k];
    std::vector<std::uint32_t> left = left_step(right, tree, k);
    for (std::uint32_t power = 1; power < data.order && forward[0] != 0; power *= 2) {
      right_steps.push_back(forward);
      data.steps.left.push_back(left);
      forward = squared(forward);
      left = squared(left);
    }
  }
  SpanningTree short_tree = spanning_tree(right_steps, data.order);
  data.steps.parent = std::move(short_tree.parent);
  data.steps.via = std::move(short_tree.via);
}

Group GroupBuilder::build(GroupParts parts) {
  auto data = std::make_shared<Group::Data>();
  SpanningTree tree = spanning_tree(parts.right, parts.order);
  data->order = parts.order;
  data->name = std::move(parts.name);
  data->words = std::move(parts.words);
  data->names = std::move(parts.names);
  if (data->names.empty()) {
    data->words = data->words.empty() ? shortest_words(tree) : std::move(data->words);
    data->names = spell(data->words, parts.order, parts.generator_names);
  }
  data->index_of_name.reserve(data->order);
  for (std::uint32_t x = 0; x < data->order; ++x) {
    data->index_of_name.emplace(data->names[x], x);
  }
  if (data->order <= Group::max_table_order) {
    data->table = full_table(parts.right, tree);
    data->columns = by_columns(data->table, data->order);
  }
  data->inverses = all_inverses(parts.right, tree);
  if (data->order > Group::max_table_order) {
    add_steps(*data, parts.right, tree);
  }
  data->tag = tag_of(data->table, data->inverses);
  for (std::size_t k = 0; k < parts.right.size(); ++k) {
    data->generators.push_back({parts.generator_names[k], Element{parts.right[k][0], data->tag}});
  }
  data->right = std::move(parts.right);
  data->tree = std::move(tree);
  data->natural = std::move(parts.natural);
  return Group{std::move(data)};
}

void require_listable(std::uint64_t order, std::string const& what) {
  if (order > Group::max_order) {
    throw LimitError(fmt::format(
        "{} has {} elements; at most {} are listed one by one", what, order, Group::max_order));
  }
}

} // namespace equivarify::algebra
