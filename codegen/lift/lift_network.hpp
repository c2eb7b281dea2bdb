/// \file
/// From an ONNX file to layers of ours.
#ifndef EQUIVARIFY_CODEGEN_LIFT_LIFT_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_LIFT_LIFT_NETWORK_HPP

#include "equivarify/codegen/lift/graph_lift.hpp"
#include "equivarify/codegen/lift/network_builder.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// An input of a file, for one element of a batch.
struct LiftedInput {
  std::string name; ///< in the file
  std::string part; ///< of several: its name in the spec
  Shape shape;
  std::vector<std::int64_t> file_shape;
  std::vector<std::uint32_t> order; ///< entry i of ours is entry order[i] of the file's
};

/// The plain network F of a file, as layers on its inputs.
struct LiftedNetwork {
  /// Of several, which are parts of one input, those whose part has the smaller name come first.
  std::vector<LiftedInput> inputs;
  /// The last gives the output. Of several inputs the first layers take one each out of all.
  std::vector<LiftedLayer> layers;
  std::vector<std::int64_t> file_output; ///< the shape in the file
  /// Entry i of our output is entry output_order[i] of the file's.
  std::vector<std::uint32_t> output_order;
  std::vector<std::string> remarks; ///< what was left out, in words
  /// The value of the file that the last layer gives: the output, or the logits of a softmax that
  /// is left out; of a family each member has its own.
  std::string value{};
};

/// What may be chosen.
struct LiftChoices {
  bool keep_softmax = false; ///< a softmax at the end, else its logits are the output
  bool flat_output = true;   ///< the output is a vector, not an image
  std::string output{};      ///< which of several outputs of the file; empty for the only one
};

/// The layers of \p model, whose file is \p path: constants are folded, dropout is left out, what
/// only renames or reorders moves into the weights after it. Each input has the shape [channels,
/// rows, columns] in which all layers see it in order: as the file has it, or with the channels
/// first where they come last, or as a vector.
///
/// \throws InputError that names every node that has no form in a spec, with the reason, or every
/// input that the output does not depend on.
[[nodiscard]] LiftedNetwork
lift_network(OnnxModel const& model, std::string const& path, LiftChoices const& choices);

/// \p shape as the file declares it: `[batch, 3, ?]`.
[[nodiscard]] std::string extents_text(std::vector<OnnxExtent> const& shape);

/// The shape of \p input for a batch of one: a first extent of any size, or of one, is the batch.
///
/// \throws InputError about the file \p path for no numbers, for numbers without a point unless \p
/// takes_integers, for no shape, or an extent of any size elsewhere.
[[nodiscard]] Extents
input_extents(OnnxValue const& input, std::string const& path, bool takes_integers = false);

/// The inputs of \p model, those whose part has the smaller name first, in the arrangement number
/// \p number of arrangements_of(), the last one where it has fewer; none if no input has so many.
///
/// \throws InputError as input_extents(), and for no input.
[[nodiscard]] std::vector<GraphInput>
arranged_inputs(OnnxModel const& model, std::string const& path, std::size_t number);

/// The shapes that an array of \p extents may have as [channels, rows, columns], in the order in
/// which they are tried: as it is, channels last, as a vector.
[[nodiscard]] std::vector<Arrangement3> arrangements_of(Extents const& extents);

} // namespace equivarify::codegen

#endif
