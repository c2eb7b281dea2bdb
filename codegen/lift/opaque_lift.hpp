/// \file
/// The lift of an ONNX file that is not looked into.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPAQUE_LIFT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPAQUE_LIFT_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// How one element h^-1 moves the inputs x, one after another as the file has them: entry i of
/// h^-1 x is entry sources[i] of x and its negatives after it.
using SignedSources = std::vector<std::uint32_t>;

/// The ONNX file \p bytes, of which \p model was read, with its graph once for each of \p moves:
/// copy h reads the inputs moved by moves[h], and each output is the outputs of all copies, along a
/// new second axis. Operators may be any: nodes are copied as they are, loops, branches and
/// functions with them. Copies share the initializers and all that does not depend on an input.
/// Where no entry changes its sign the moves have entries below the sum of \p sizes alone. Inputs
/// that exchange entries are put in a row, others stay as they are. Inputs have the shapes that \p
/// model says, so that sizes which the file leaves open can be filled in there.
///
/// \throws InputError about the file \p path unless it has as many inputs as \p sizes says, each of
/// so many numbers for each element of a batch, for inputs of several types that exchange entries,
/// for signs of numbers that are not of single precision, and for nodes that draw numbers at
/// random: what they make of x is no f(x).
[[nodiscard]] std::string opaque_lift(std::string_view bytes,
                                      OnnxModel const& model,
                                      std::string const& path,
                                      std::vector<SignedSources> const& moves,
                                      std::vector<std::size_t> const& sizes);

} // namespace equivarify::codegen

#endif
