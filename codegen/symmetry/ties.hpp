/// \file
/// Which weights of a plain network a subgroup ties together.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_TIES_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_TIES_HPP

#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// For each of n weights, in file order, what it must be: f, the weight f, which is the first of
/// its orbit; n + f, minus that; 2 n, zero, since it is tied to minus itself. So f is free where
/// entry f is f.
using Ties = std::vector<std::uint32_t>;

/// The ties of the weights of a layer that must commute with H: s_i W[o][i] = t_o W[h o][h i],
/// where h multiplies the entry i by s_i and the output o by t_o. Of a layer with one weight for
/// each channel, a[o] = a[h o], whatever the signs.
[[nodiscard]] Ties weight_ties(LayerSymmetry const& symmetry);

/// The same of the biases: b[o] = t_o b[h o]. Empty without biases.
[[nodiscard]] Ties bias_ties(LayerSymmetry const& symmetry);

/// Those of all parameters of the layer, the biases after the weights.
[[nodiscard]] Ties all_ties(LayerSymmetry const& symmetry);

/// Whether the layer has weights that H ties together or makes zero.
[[nodiscard]] bool has_ties(LayerSymmetry const& symmetry);

/// The ties that the spec of \p network demands of each tensor, by its name; none of layers of
/// which it is not known how the subgroup moves what they give. Running means are tied as biases
/// are, running variances as weights.
[[nodiscard]] std::map<std::string, Ties> tensor_ties(Network const& network);

/// The number of free weights.
[[nodiscard]] std::size_t count_free(Ties const& ties);

/// The number of free parameters of \p network: of weights that are tied the first alone, and none
/// for those that are zero.
[[nodiscard]] std::size_t count_free(Network const& network);

/// What \p values of n weights have at \p tie.
template <typename Real>
[[nodiscard]] Real tied_value(std::vector<Real> const& values, std::uint32_t tie) {
  std::size_t const n = values.size();
  return tie < n ? values[tie] : tie < 2 * n ? -values[tie - n] : Real{};
}

} // namespace equivarify::codegen

#endif
