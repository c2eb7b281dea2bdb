/// \file
/// What the table of a group says of its elements.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_GROUP_TABLE_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_GROUP_TABLE_HPP

#include <algorithm>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// product[g][h] = g h.
using GroupTable = std::vector<std::vector<std::uint32_t>>;

/// The element e with e e = e.
[[nodiscard]] inline std::uint32_t identity_of(GroupTable const& product) {
  std::uint32_t e = 0;
  while (product[e][e] != e) {
    ++e;
  }
  return e;
}

/// The inverse of each element.
[[nodiscard]] inline std::vector<std::uint32_t> inverses_of(GroupTable const& product) {
  std::uint32_t const e = identity_of(product);
  std::vector<std::uint32_t> result;
  for (std::vector<std::uint32_t> const& row : product) {
    auto const place = std::find(row.begin(), row.end(), e);
    result.push_back(static_cast<std::uint32_t>(place - row.begin()));
  }
  return result;
}

} // namespace equivarify::runtime

#endif
