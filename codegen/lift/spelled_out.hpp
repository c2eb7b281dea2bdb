/// \file
/// Operators that a file spells out by others.
#ifndef EQUIVARIFY_CODEGEN_LIFT_SPELLED_OUT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_SPELLED_OUT_HPP

#include "equivarify/codegen/lift/file_graph.hpp"

#include <optional>

namespace equivarify::codegen {

/// \p model with one node in place of those that compute the same one after another:
/// `Gelu` for x/2 (1 + erf(x / sqrt(2))), and for its approximation by tanh,
/// `HardSwish` for x min(max(x + 3, 0), 6) / 6, `LayerNormalization` for (x - mean) / sqrt(mean of
/// squares + epsilon) with what it is multiplied by and added to, and `ReduceSum` for entries that
/// are sorted first and added one after another. The node is called after the last of them. What is
/// read by others stays.
[[nodiscard]] OnnxModel with_whole_operators(OnnxModel model);

/// The `Gelu` that the node at \p place, Erf or Tanh, is part of.
[[nodiscard]] std::optional<Whole> spelled_gelu(FileGraph const& graph, NodePlace place);

/// The `HardSwish` that the node at \p place, Clip, is part of, a sixth of whatever is taken.
[[nodiscard]] std::optional<Whole> spelled_hard_swish(FileGraph const& graph, NodePlace place);

/// The `LayerNormalization` that the node at \p place, Sqrt, is part of; with an attribute
/// `last_axis` of ours, for ONNX has it up to the last axis only, and an empty name where there is
/// no scale.
[[nodiscard]] std::optional<Whole> spelled_layer_norm(FileGraph const& graph, NodePlace place);

/// The `ReduceSum` whose last sum the node at \p place, Add or Gather, is: the entries of a `TopK`
/// along its axis, each gathered by itself, added in any order. An attribute `terms` of ours says
/// how many these are, for it is a sum of all entries only if there are no more.
[[nodiscard]] std::optional<Whole> spelled_sum(FileGraph const& graph, NodePlace place);

} // namespace equivarify::codegen

#endif
