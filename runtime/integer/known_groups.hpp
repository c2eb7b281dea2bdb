/// \file
/// Groups whose rational group algebras are known, block by block.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_KNOWN_GROUPS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_KNOWN_GROUPS_HPP

#include "equivarify/runtime/integer/rational_algebra.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// A simple algebra, one of those whose product the group algebra is, and what the generators x and
/// y of the group are in it.
struct GroupBlock {
  RationalAlgebra algebra{};
  Coordinates x{};
  Coordinates y{};
};

/// A group that x and y generate. No other of its order has generators with these orders of x, y
/// and x y.
struct KnownGroup {
  std::size_t order_of_x = 1;
  std::size_t order_of_y = 1;
  std::size_t order_of_xy = 1;
  std::vector<GroupBlock> blocks{};
};

/// Those of \p order elements: of a polygon with 3, 4, 5, 6, 8, 10 or 12 corners (S3 and D4 among
/// them), the turns of a tetrahedron (A4) and of a cube (S4), and Q8.
[[nodiscard]] std::vector<KnownGroup> groups_of_order(std::size_t order);

} // namespace equivarify::runtime

#endif
