/// \file
/// The multiplication of a group as numbers.
#ifndef EQUIVARIFY_ALGEBRA_MULTIPLICATION_TABLE_HPP
#define EQUIVARIFY_ALGEBRA_MULTIPLICATION_TABLE_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// Entry [g][h] is the number of g h. Takes order^2 products.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> multiplication_table(Group const& group);

} // namespace equivarify::algebra

#endif
