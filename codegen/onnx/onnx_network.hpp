/// \file
/// An equivariant network in the operators of ONNX, for engines that know nothing of groups.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_NETWORK_HPP

#include "equivarify/codegen/onnx/onnx_model.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::codegen {

/// The model of \p network with \p weights built in: `images` [batch, channels, rows, columns] in,
/// `logits` [batch, |G| * classes] out, copy by copy.
///
/// The copies stand side by side as channels. A convolution on the concatenated copies, lifted
/// again, is one convolution whose weight is block-circulant over G: block (h, j) is W_k with
/// k = h^-1 j. A dense layer gets the copies gathered in the order of each h as rows of one matrix
/// product, which needs each weight once.
/// \throws InputError as `lower` does, and for a construction, which has no form in ONNX.
[[nodiscard]] OnnxModel to_onnx(Network const& network, ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
