/// \file
/// Tables of groups as networks of integers take them.
#ifndef EQUIVARIFY_TESTS_INTEGERS_TABLE_OF_HPP
#define EQUIVARIFY_TESTS_INTEGERS_TABLE_OF_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::testing {

using ProductTable = std::vector<std::vector<std::uint32_t>>;

/// product[g][h] = g h.
inline ProductTable table_of(algebra::Group const& group) {
  ProductTable table;
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t>& row = table.emplace_back();
    for (algebra::Element const h : group.elements()) {
      row.push_back(group.multiply(g, h).index());
    }
  }
  return table;
}

} // namespace equivarify::testing

#endif
