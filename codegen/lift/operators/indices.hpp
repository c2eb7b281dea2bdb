/// \file
/// Places in arrays by their index along each axis.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_INDICES_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_INDICES_HPP

#include "equivarify/codegen/lift/picking.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace equivarify::codegen {

using Index = std::vector<std::size_t>; ///< along each axis

/// \p f of each place of an array of \p shape, in turn: the index along each axis.
void for_each_index(Extents const& shape, std::function<void(Index const&)> const& f);

/// Where \p index stands in an array of \p shape.
[[nodiscard]] std::size_t place_of(Index const& index, Extents const& shape);

} // namespace equivarify::codegen

#endif
