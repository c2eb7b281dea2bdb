/// \file
/// Groups of many elements: what multiplying by generators does, in place of a table of all
/// products. Elements are numbered from e = 0; steps[k][g] is g s_k for the generator s_k.
#ifndef EQUIVARIFY_RUNTIME_GROUP_STEPS_HPP
#define EQUIVARIFY_RUNTIME_GROUP_STEPS_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace equivarify::runtime {

/// How each element is reached from e: x is parent[x] times the generator via[x]; `sequence` has
/// each after its parent.
struct StepTree {
  std::vector<std::uint32_t> sequence{0};
  std::vector<std::uint32_t> parent;
  std::vector<std::uint32_t> via;
};

/// Of rows of any kind; `sequence` is shorter than a row where not all elements are reached.
template <typename Steps>
StepTree tree_of(Steps const& steps, std::size_t order) {
  StepTree tree;
  tree.parent.assign(order, 0);
  tree.via.assign(order, 0);
  std::vector<bool> seen(order);
  seen[0] = true;
  for (std::size_t next = 0; next < tree.sequence.size(); ++next) {
    std::uint32_t const x = tree.sequence[next];
    for (std::size_t k = 0; k < steps.size(); ++k) {
      std::uint32_t const y = steps[k][x];
      if (!seen[y]) {
        seen[y] = true;
        tree.parent[y] = x;
        tree.via[y] = static_cast<std::uint32_t>(k);
        tree.sequence.push_back(y);
      }
    }
  }
  return tree;
}

/// The products of \p g with all elements, in their order. Cost: one look-up each.
template <typename Steps>
std::vector<std::uint32_t> row_of(Steps const& steps, StepTree const& tree, std::size_t g) {
  std::vector<std::uint32_t> row(tree.parent.size());
  row[0] = static_cast<std::uint32_t>(g);
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    row[x] = steps[tree.via[x]][row[tree.parent[x]]];
  }
  return row;
}

/// All inverses: that of p s is s^-1 p^-1.
template <std::size_t Generators, std::size_t Order>
auto inverses_of(std::array<std::array<std::uint32_t, Order>, Generators> const& steps) {
  StepTree const tree = tree_of(steps, Order);
  auto back = steps;
  for (std::size_t k = 0; k < Generators; ++k) {
    for (std::size_t g = 0; g < Order; ++g) {
      back[k][steps[k][g]] = static_cast<std::uint32_t>(g);
    }
  }
  std::array<std::uint32_t, Order> inverse{};
  for (std::uint32_t g = 0; g < Order; ++g) {
    for (std::uint32_t x = g; x != 0; x = tree.parent[x]) {
      inverse[g] = back[tree.via[x]][inverse[g]];
    }
  }
  return inverse;
}

/// The tables of an action from those of the generators: (g x)[i] = x[tables[g][i]].
template <std::size_t Generators, std::size_t Order, std::size_t Size>
auto actions_along(std::array<std::array<std::uint32_t, Order>, Generators> const& steps,
                   std::array<std::array<std::uint32_t, Size>, Generators> const& generators) {
  StepTree const tree = tree_of(steps, Order);
  std::array<std::array<std::uint32_t, Size>, Order> tables{};
  std::iota(tables[0].begin(), tables[0].end(), 0U);
  for (std::size_t n = 1; n < Order; ++n) { // (p s) x = p (s x)
    std::uint32_t const g = tree.sequence[n];
    for (std::size_t i = 0; i < Size; ++i) {
      tables[g][i] = generators[tree.via[g]][tables[tree.parent[g]][i]];
    }
  }
  return tables;
}

/// Where an action changes signs, from the \p tables of its places and from where generators do.
template <std::size_t Generators, std::size_t Order, std::size_t Size>
auto signs_along(std::array<std::array<std::uint32_t, Order>, Generators> const& steps,
                 std::array<std::array<std::uint32_t, Size>, Order> const& tables,
                 std::array<std::array<bool, Size>, Generators> const& generators) {
  StepTree const tree = tree_of(steps, Order);
  std::array<std::array<bool, Size>, Order> signs{};
  for (std::size_t n = 1; n < Order; ++n) {
    std::uint32_t const g = tree.sequence[n];
    std::uint32_t const p = tree.parent[g];
    for (std::size_t i = 0; i < Size; ++i) {
      signs[g][i] = signs[p][i] != generators[tree.via[g]][tables[p][i]];
    }
  }
  return signs;
}

/// The elements of the subgroup that \p generators generate, in order.
template <std::size_t Generators, std::size_t Order, std::size_t Count>
std::vector<std::uint32_t>
generated_by(std::array<std::array<std::uint32_t, Order>, Generators> const& steps,
             std::array<std::uint32_t, Count> const& generators) {
  StepTree const tree = tree_of(steps, Order);
  std::vector<std::vector<std::uint32_t>> rows; // from the left: h -> s h
  for (std::uint32_t const s : generators) {
    rows.push_back(row_of(steps, tree, s));
  }
  std::vector<std::uint32_t> elements = tree_of(rows, Order).sequence;
  std::sort(elements.begin(), elements.end());
  return elements;
}

/// For each row of \p generators which elements the subgroup has that they generate.
template <std::size_t Generators, std::size_t Order, std::size_t Count, std::size_t Rows>
auto subgroups_by(std::array<std::array<std::uint32_t, Order>, Generators> const& steps,
                  std::array<std::array<std::uint32_t, Count>, Rows> const& generators) {
  std::array<std::array<bool, Order>, Rows> members{};
  for (std::size_t row = 0; row < Rows; ++row) {
    bool const is_known = row > 0 && generators[row] == generators[row - 1];
    if (is_known) {
      members[row] = members[row - 1];
      continue;
    }
    for (std::uint32_t const g : generated_by(steps, generators[row])) {
      members[row][g] = true;
    }
  }
  return members;
}

/// The cosets t H of a subgroup, t the first element of each, H in order; see Coinduction.
template <std::size_t Order, std::size_t OfSubgroup>
struct Cosets {
  std::array<std::array<std::uint32_t, OfSubgroup>, Order / OfSubgroup> candidates{}; ///< (t k)^-1
  std::array<std::uint32_t, Order> coset{};       ///< of g = t h the number of t
  std::array<std::uint32_t, Order> returned_by{}; ///< of g = t h the number of h^-1
};

/// Those of the subgroup of \p OfSubgroup elements that \p generators generate.
template <std::size_t OfSubgroup, std::size_t Generators, std::size_t Order, std::size_t Count>
auto cosets_of(std::array<std::array<std::uint32_t, Order>, Generators> const& steps,
               std::array<std::uint32_t, Count> const& generators) {
  StepTree const tree = tree_of(steps, Order);
  auto const inverse = inverses_of(steps);
  std::vector<std::uint32_t> const subgroup = generated_by(steps, generators);
  Cosets<Order, OfSubgroup> result;
  std::vector<bool> seen(Order);
  std::size_t number = 0;
  for (std::size_t t = 0; t < Order; ++t) {
    if (seen[t]) {
      continue;
    }
    std::vector<std::uint32_t> const row = row_of(steps, tree, t);
    for (std::size_t k = 0; k < OfSubgroup; ++k) {
      std::uint32_t const g = row[subgroup[k]];
      auto const back = std::lower_bound(subgroup.begin(), subgroup.end(), inverse[subgroup[k]]);
      seen[g] = true;
      result.candidates[number][k] = inverse[g];
      result.coset[g] = static_cast<std::uint32_t>(number);
      result.returned_by[g] = static_cast<std::uint32_t>(back - subgroup.begin());
    }
    ++number;
  }
  return result;
}

/// \p Rows rows that leave \p Size entries where they are.
template <std::size_t Rows, std::size_t Size>
auto fixed_rows() {
  std::array<std::array<std::uint32_t, Size>, Rows> rows{};
  for (auto& row : rows) {
    std::iota(row.begin(), row.end(), 0U);
  }
  return rows;
}

} // namespace equivarify::runtime

#endif
