#include "equivarify/algebra/multiplication_table.hpp"

namespace equivarify::algebra {

std::vector<std::vector<std::uint32_t>> multiplication_table(Group const& group) {
  std::vector<std::vector<std::uint32_t>> table;
  for (Element const g : group.elements()) {
    std::vector<std::uint32_t>& row = table.emplace_back();
    for (Element const h : group.elements()) {
      row.push_back(group.multiply(g, h).index());
    }
  }
  return table;
}

} // namespace equivarify::algebra
