/// \file
/// A network whose weights are integers in the operators of ONNX, with the same integers in every
/// engine.
#ifndef EQUIVARIFY_CODEGEN_ONNX_INTEGER_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_ONNX_INTEGER_NETWORK_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::codegen {

/// The model of \p network with the integers of \p file built in: `images` [batch, channels, rows,
/// columns] in, `logits` [batch, |G| * classes] out, copy by copy, the numbers that generated
/// programs compute from the file.
///
/// All values are whole numbers in single precision, whose sums are exact in whatever order an
/// engine adds: a sum that could reach 2^24 is taken in parts over some of the channels, and the
/// parts are added in double precision. QLinearConv, the operator made for this, rounds halves to
/// the even neighbour, which generated programs do not.
/// \throws GenerateError when the network has no form in integers, a sum can exceed 32 bits, or the
/// sum over one channel alone can reach 2^24.
[[nodiscard]] OnnxModel to_integer_onnx(Network const& network, IntegerFile const& file);

} // namespace equivarify::codegen

#endif
