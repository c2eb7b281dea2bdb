/// \file
/// How a subgroup H moves the values of a plain network.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_LAYER_SYMMETRY_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_LAYER_SYMMETRY_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A layer of the plain network, with the action of each generator of H on the entries of what it
/// reads, one value after another, and after it.
struct LayerSymmetry {
  Layer layer; ///< its `reads` count over all layers, as in a OneMap
  std::vector<algebra::SignedPermutation> input{};  ///< one for each of Subgroup::generators()
  std::vector<algebra::SignedPermutation> output{}; ///< the same; empty where `reason` leaves none
  /// Why the layer cannot commute with H, whatever its weights; empty if it can.
  std::string reason{};
};

/// The layers of \p network as one map F, with the action of \p subgroup that they carry: on images
/// by the motion of the input; on channels that convolutions give, and on what dense layers give,
/// trivially, or, of those that are `regular`, by the regular representation: unit a |H| + i is the
/// copy a of the element i of H, and (h u)[k] = u[h^-1 k]. On the output, and on what it is made of
/// entry by entry, by \p outputs, one motion for each generator. Ends with the first layer that has
/// a `reason`.
[[nodiscard]] std::vector<LayerSymmetry>
layer_symmetries(Network const& network,
                 algebra::Subgroup const& subgroup,
                 std::vector<algebra::SignedPermutation> outputs);

/// The same for the subgroup of the network's coinduction; none for another network.
[[nodiscard]] std::vector<LayerSymmetry> layer_symmetries(Network const& network);

} // namespace equivarify::codegen

#endif
