/// \file
/// The input of an ONNX graph, moved by each element.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_INPUT_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_INPUT_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// Adds to \p model its input `images`, or one for each part of the input of \p network, and the
/// nodes that make what each copy sees of it, h^-1 x for every h of the group or of those that its
/// construction needs: their names, values of the shape [batch, entries], in the order of the
/// copies, or of all candidates of each copy where the construction looks for poses
/// (moving_elements()). If \p is_volume the inputs have an axis of slices.
[[nodiscard]] std::vector<std::string>
turned_inputs(Network const& network, bool is_volume, OnnxModel& model);

/// What an ONNX file of \p network takes, such as `images [batch, 1, 28, 28]`.
[[nodiscard]] std::string onnx_inputs_text(Network const& network);

} // namespace equivarify::codegen

#endif
