/// \file
/// What an ONNX file says of the network in it.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_METADATA_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_METADATA_HPP

#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <map>
#include <string>

namespace equivarify::codegen {

/// Keys and values for the metadata of the file, which is text: lists are written as JSON arrays.
///
/// | key | value |
/// |---|---|
/// | `spec`, `spec_sha256` | the spec's name and the digest of its canonical form |
/// | `weights_sha256` | \p weights_sha256: digest_of() the weights, or of the file where they are
/// integers | | `group`, `elements`, `element_labels` | the group, its elements, and what people
/// call them | | `action` | the action on images, in words | | `classes` | the names of the classes
/// | | `labels` | which label each of the logits is for, in words | | `theorem` | what holds for
/// all weights and images |
[[nodiscard]] std::map<std::string, std::string> onnx_metadata(Network const& network,
                                                               std::string const& weights_sha256);

/// The digest of \p weights, in the order of weight files, as little-endian floats.
[[nodiscard]] std::string digest_of(ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
