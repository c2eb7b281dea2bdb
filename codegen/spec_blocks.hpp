/// \file
/// From the blocks in a spec to those of the network, with every shape.
#ifndef EQUIVARIFY_CODEGEN_SPEC_BLOCKS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_BLOCKS_HPP

#include "equivarify/codegen/spec.hpp"
#include "equivarify/codegen/spec_problems.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// No single value, and no layer's weights, may have more entries than this.
inline constexpr std::size_t largest_size = std::size_t{1} << 28U;

/// The blocks of \p spec for a group of \p order elements, with the shapes that follow from its
/// input. Adds a problem for each layer that does not fit; what comes after it has no shape and is
/// left out.
[[nodiscard]] std::vector<Block>
resolve_blocks(Spec const& spec, std::size_t order, SpecProblems& problems);

/// Adds a problem for each block, and each layer, that has the name of another or a name that C++
/// keeps for itself.
void check_names(Spec const& spec, SpecProblems& problems);

} // namespace equivarify::codegen

#endif
