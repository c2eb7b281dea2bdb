/// \file
/// All layers of a network as one plain map.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_ONE_MAP_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_ONE_MAP_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <vector>

namespace equivarify::codegen {

/// The layers of all blocks; `reads` of each counts over all of them: 0 is the input of the
/// network, i + 1 the output of layer i.
struct OneMap {
  std::vector<Layer> layers;
  /// For each value whether it has one number for each class, which a subgroup that moves the
  /// classes moves with them: the last value, and what such a value is made of entry by entry.
  std::vector<bool> is_of_classes;
};

/// \p network as one map. \pre none of its blocks concatenates copies
[[nodiscard]] OneMap one_map(Network const& network);

} // namespace equivarify::codegen

#endif
