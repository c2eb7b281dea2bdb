/// \file
/// What a Group holds; for the sources of this folder alone.
#ifndef EQUIVARIFY_ALGEBRA_GROUP_DATA_HPP
#define EQUIVARIFY_ALGEBRA_GROUP_DATA_HPP

#include "equivarify/algebra/group.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace equivarify::algebra {

/// \invariant `table` and `columns` are empty for orders above max_table_order; then `steps` is
/// filled.
struct Group::Data {
  std::uint32_t order = 1;
  std::uint32_t tag = 0;
  std::string name;
  std::vector<Generator> generators;
  std::vector<std::vector<std::uint32_t>> right;
  SpanningTree tree;
  std::vector<PowerWord> words; ///< for each element; empty if not needed for the names
  std::vector<std::string> names;
  std::unordered_map<std::string, std::uint32_t> index_of_name;
  std::vector<std::uint32_t> table;
  /// The table by columns, g h at h * order + g: multiplying by a generator on the right, over and
  /// over, stays within one column that fits the first cache.
  std::vector<std::uint16_t> columns;
  std::vector<std::uint32_t> inverses;

  /// For products without a table: `left[k][x]` is step k times x, the steps being the generators
  /// and their powers with exponents 2, 4, 8, ...; x is parent[x] times step via[x]. So even
  /// C100000 needs few look-ups.
  struct Steps {
    std::vector<std::vector<std::uint32_t>> left;
    std::vector<std::uint32_t> parent;
    std::vector<std::uint32_t> via;
  } steps;

  std::vector<std::vector<std::uint32_t>> natural;
};

} // namespace equivarify::algebra

#endif
