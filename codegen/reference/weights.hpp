/// \file
/// The weights of a network as the reference evaluator reads them.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_WEIGHTS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_WEIGHTS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// One tensor of weights in the layout of weight files: row-major, a convolution as [filters,
/// channels, rows, columns], a dense layer as [units, inputs]; concatenated copies follow one
/// another, the copy of e first.
template <typename Real>
struct ReferenceParameter {
  std::string name; ///< `LAYER.weight`, `LAYER.bias`, `LAYER.running_mean`, ...
  std::vector<std::size_t> shape;
  std::vector<Real> values;
  bool is_state = false; ///< whether training keeps it without learning it
};

/// All tensors of a network, in the order of its layers, weight before bias, state after both.
template <typename Real>
using ReferenceWeights = std::vector<ReferenceParameter<Real>>;

/// The values of the tensor \p name, which must be there.
template <typename Real>
[[nodiscard]] std::vector<Real> const& values_of(ReferenceWeights<Real> const& weights,
                                                 std::string const& name);

/// The values of the tensors of \p layer, views into \p weights, which must have them.
template <typename Real>
[[nodiscard]] Tensors<Real> tensors_of(ReferenceWeights<Real> const& weights, Layer const& layer);

/// The tensors of \p network, each entry 0, but for state, which is at its start.
template <typename Real>
[[nodiscard]] ReferenceWeights<Real> zero_weights(Network const& network);

/// Weights drawn evenly from [-a, a], a^2 = 6 / inputs of a sum, biases from [-1/8, 1/8], as is the
/// distance of tensors with a start from it; tied weights are what their ties say, and all rounded
/// where round_weights() does so. The same \p seed gives the same numbers everywhere.
template <typename Real>
[[nodiscard]] ReferenceWeights<Real> random_weights(Network const& network, std::uint64_t seed);

/// Makes those of \p weights equal, or minus each other, or zero, of which \p ties, by the names of
/// tensors, says so: see tensor_ties(). Each becomes what the first of them says.
template <typename Real>
void tie_weights(std::map<std::string, std::vector<std::uint32_t>> const& ties,
                 ReferenceWeights<Real>& weights);

/// Rounds the weights of linear layers, the tensors of several extents, to the nearest bf16 numbers
/// where the arithmetic of \p network is that; \p weights are of single precision. All else is then
/// said of the network with the rounded weights.
template <typename Real>
void round_weights(Network const& network, ReferenceWeights<Real>& weights);

/// The first of \p weights that is not what a tie of \p network says, in words; empty if all are.
[[nodiscard]] std::string untied_weight(Network const& network,
                                        ReferenceWeights<float> const& weights);

/// \p weights in double precision, each number the same.
[[nodiscard]] ReferenceWeights<double> in_double(ReferenceWeights<float> const& weights);

/// An input with entries drawn evenly from [0, 1), the same for the same \p seed everywhere.
template <typename Real>
[[nodiscard]] std::vector<Real> random_input(Network const& network, std::uint64_t seed);

} // namespace equivarify::codegen

#endif
