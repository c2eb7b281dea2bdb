/// \file
/// From the blocks in a spec to those of the network, with every shape.
#ifndef EQUIVARIFY_CODEGEN_SPEC_BLOCKS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_BLOCKS_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// No single value, and no layer's weights, may have more entries than this.
inline constexpr std::size_t largest_size = std::size_t{1} << 28U;

/// What the way a network is constructed asks of its blocks.
struct BlockDemands {
  std::size_t copies = 1;   ///< that a block sees where it concatenates them
  std::size_t sheets = 1;   ///< the last output has one number for each class of each sheet
  bool lifts_alone = false; ///< all layers are taken as one map, so that no block concatenates
  bool constructed = false; ///< not block by block, so that none is used as it is
  std::size_t tied_by = 0;  ///< the order of the subgroup that says which weights are equal, if any
};

/// The blocks of \p spec, the first with a layer for each part of its input, and the shapes that
/// follow from its input. Adds a problem for each layer that does not fit; what comes after it has
/// no shape and is left out.
[[nodiscard]] std::vector<Block>
resolve_blocks(Spec const& spec, BlockDemands const& demands, Problems& problems);

/// Adds a problem for each block, and each layer or part of the input, that has the name of
/// another, for each of these or of the outputs that has a name that C++ keeps for itself, and for
/// a part that has the name of an output or of what else data hold.
void check_names(Spec const& spec, Problems& problems);

} // namespace equivarify::codegen

#endif
