/// \file
/// How a subgroup H moves the values of a plain network, and which weights that ties together.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_LAYER_SYMMETRY_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_LAYER_SYMMETRY_HPP

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How one element moves the entries of a value: (h z)[i] = z[sources[i]].
using EntrySources = std::vector<std::uint32_t>;

/// A layer of the plain network, with the action of each generator of H on the entries of what it
/// reads, one value after another, and after it.
struct LayerSymmetry {
  Layer layer;                        ///< its `reads` count over all layers, as in a OneMap
  std::vector<EntrySources> input{};  ///< one for each of Subgroup::generators()
  std::vector<EntrySources> output{}; ///< the same; empty where `reason` leaves none
  /// Why the layer cannot commute with H, whatever its weights; empty if it can.
  std::string reason{};
};

/// The layers of \p network as one map F, with the action of \p subgroup that they carry: on images
/// by the motion of the input, on what dense layers give trivially, but on the output, and on what
/// it is made of entry by entry, through \p class_sources, (k u)[c] = u[class_sources[k][c]]. Ends
/// with the first layer that has a `reason`.
[[nodiscard]] std::vector<LayerSymmetry>
layer_symmetries(Network const& network,
                 algebra::Subgroup const& subgroup,
                 std::vector<std::vector<std::uint32_t>> const& class_sources);

/// The same for the subgroup of the network's coinduction; none for another network.
[[nodiscard]] std::vector<LayerSymmetry> layer_symmetries(Network const& network);

/// For each weight of a layer, in file order, the first that must equal it for the layer to commute
/// with H: W[o][i] = W[h o][h i]. Itself where none comes before.
[[nodiscard]] std::vector<std::uint32_t> weight_orbits(LayerSymmetry const& symmetry);

/// The same for the biases.
[[nodiscard]] std::vector<std::uint32_t> bias_orbits(LayerSymmetry const& symmetry);

/// Whether the layer has weights that H ties together.
[[nodiscard]] bool has_ties(LayerSymmetry const& symmetry);

/// The number of orbits, which is that of free weights.
[[nodiscard]] std::size_t count_orbits(std::vector<std::uint32_t> const& orbits);

} // namespace equivarify::codegen

#endif
