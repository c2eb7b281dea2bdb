/// \file
/// Reading the weight files that generated programs write.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_READ_WEIGHTS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_READ_WEIGHTS_HPP

#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstdint>
#include <filesystem>

namespace equivarify::codegen {

/// The weights of \p network in \p file, a safetensors file; other tensors in it are passed over.
/// They are rounded where round_weights() does so.
///
/// \throws WeightsError when the file cannot be read, is larger than such a file can be, names
/// another spec, lacks a tensor of the network or its shape, or holds a number that is not finite
/// or not what a tie of the spec says.
/// \throws InputError when its header is not by the rules of the format: each name once, whole
/// numbers, two offsets, single precision, no gaps.
[[nodiscard]] ReferenceWeights<float> read_weights(Network const& network,
                                                   std::filesystem::path const& file);

/// The most bytes that a file of \p weights has, whatever its numbers.
[[nodiscard]] std::uintmax_t most_file_bytes(ReferenceWeights<float> const& weights);

/// The weights in \p file must have been made for \p network: by its digest, or by that of what its
/// layers compute, and no class at another place. \throws WeightsError if they were not
void require_made_for(Network const& network, TensorFile const& file);

} // namespace equivarify::codegen

#endif
