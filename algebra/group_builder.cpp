#include "equivarify/algebra/group_builder.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_data.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::algebra {

namespace {

using Graph = std::vector<std::vector<std::uint32_t>>;

/// Breadth-first order of a Cayley graph: x was first reached as parent[x] times generator via[x].
struct SpanningTree {
  std::vector<std::uint32_t> sequence;
  std::vector<std::uint32_t> parent;
  std::vector<std::uint32_t> via;
};

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

std::vector<Word> shortest_words(SpanningTree const& tree) {
  std::vector<Word> words(tree.parent.size());
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    words[x] = words[tree.parent[x]];
    words[x].push_back(tree.via[x]);
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

/// The images of all x under x -> s^-1 x, for generator \p k.
std::vector<std::uint32_t>
inverse_left_step(Graph const& right, SpanningTree const& tree, std::size_t k) {
  std::size_t const order = tree.parent.size();
  std::vector<std::uint32_t> left(order);
  std::vector<std::uint32_t> result(order);
  left[0] = right[k][0];
  result[left[0]] = 0;
  for (std::size_t i = 1; i < order; ++i) {
    std::uint32_t const x = tree.sequence[i];
    left[x] = right[tree.via[x]][left[tree.parent[x]]];
    result[left[x]] = x;
  }
  return result;
}

/// All inverses along the tree: (p s)^-1 = s^-1 p^-1.
std::vector<std::uint32_t> all_inverses(Graph const& right, SpanningTree const& tree) {
  std::vector<std::vector<std::uint32_t>> back;
  for (std::size_t k = 0; k < right.size(); ++k) {
    back.push_back(inverse_left_step(right, tree, k));
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

} // namespace

Group GroupBuilder::build(GroupParts parts) {
  auto data = std::make_shared<Group::Data>();
  SpanningTree const tree = spanning_tree(parts.right, parts.order);
  data->order = parts.order;
  data->name = std::move(parts.name);
  data->path = shortest_words(tree);
  data->words = parts.words.empty() ? data->path : std::move(parts.words);
  data->names = std::move(parts.names);
  if (data->names.empty()) {
    for (Word const& word : data->words) {
      data->names.push_back(to_string(word, parts.generator_names));
    }
  }
  for (std::uint32_t x = 0; x < data->order; ++x) {
    data->index_of_name.emplace(data->names[x], x);
  }
  if (data->order <= Group::max_table_order) {
    data->table = full_table(parts.right, tree);
  }
  data->inverses = all_inverses(parts.right, tree);
  data->tag = tag_of(data->table, data->inverses);
  for (std::size_t k = 0; k < parts.right.size(); ++k) {
    data->generators.push_back({parts.generator_names[k], Element{parts.right[k][0], data->tag}});
  }
  data->right = std::move(parts.right);
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
