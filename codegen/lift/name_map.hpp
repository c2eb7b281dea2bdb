/// \file
/// Weights that another program saved, for a spec of ours.
#ifndef EQUIVARIFY_CODEGEN_LIFT_NAME_MAP_HPP
#define EQUIVARIFY_CODEGEN_LIFT_NAME_MAP_HPP

#include "equivarify/codegen/json/node.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// For each tensor of a network, in order, the name in a file.
using NameMap = std::vector<std::pair<std::string, std::string>>;

/// The map that the object \p node gives: `{"conv1.weight": "0.weight", ...}`. \throws InputError
[[nodiscard]] NameMap read_name_map(JsonNode const& node);

/// A guess: a tensor of the same name, after a prefix that all names share or without one;
/// otherwise the first that is left of the same kind (weight, bias, mean, variance) and shape,
/// where names with numbers go in the order of the numbers. A weight that has one more extent of 1
/// is no match.
///
/// \throws WeightsError that names a tensor for which there is none, its shape, and what is left of
/// its kind with shapes.
[[nodiscard]] NameMap guess_names(ReferenceWeights<float> const& weights, TensorFile const& file);

/// The values of \p weights from \p file by \p names. \throws WeightsError for a tensor that the
/// map or the file lacks, and for one of another shape: with both shapes
[[nodiscard]] ReferenceWeights<float>
adopt(ReferenceWeights<float> weights, TensorFile const& file, NameMap const& names);

/// Tensors in \p file that no entry of \p names uses.
[[nodiscard]] std::vector<std::string> unused(TensorFile const& file, NameMap const& names);

} // namespace equivarify::codegen

#endif
