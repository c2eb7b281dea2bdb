/// \file
/// An equivariant network in the operators of ONNX, for engines that know nothing of groups.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_NETWORK_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The model of \p network with \p weights built in: `images` [batch, channels, rows, columns] in,
/// `logits` [batch, |G| * classes] out, copy by copy.
///
/// Every copy has nodes of its own: a convolution or dense layer on concatenated copies is one
/// operator for each h on the copies in the order of h, all with one constant for the weights. So
/// an engine that computes the same for the same numbers keeps f(g x) = g f(x) to the last bit
/// (README.md in this folder says which forms do not).
/// A construction that looks for poses of the input compares them entry after entry. \throws
/// InputError as `lower` does.
[[nodiscard]] OnnxModel to_onnx(Network const& network, ReferenceWeights<float> const& weights);

/// A layer of a spec whose value, all copies of it, a file keeps.
struct OnnxLayer {
  std::string layer;
  std::vector<std::string> copies; ///< the names of their values in the file
  std::size_t size = 0;            ///< of one copy
};

/// The layers of \p network that to_onnx() has as they are in the spec, in order: where a
/// batch_norm or a relu is computed with the layer before it, the last of these.
[[nodiscard]] std::vector<OnnxLayer> onnx_layers(Network const& network);

} // namespace equivarify::codegen

#endif
