/// \file
/// The theorem of a network as questions for verifiers of networks.
#ifndef EQUIVARIFY_CODEGEN_ONNX_VNNLIB_QUERY_HPP
#define EQUIVARIFY_CODEGEN_ONNX_VNNLIB_QUERY_HPP

#include "equivarify/codegen/generate/generate.hpp"

namespace equivarify::codegen {

/// NAME_query_N.vnnlib for each generator g of the group, in VNN-LIB 2.0 [www.vnnlib.org]: is there
/// an x in a box at which a number of f(g x) and the one of g f(x) are 0.001 or more apart? Both
/// networks are NAME.onnx, as `generate_onnx` writes it. The box is [0, 1], or [-1, 1] where signs
/// change. An equivariant network has no such x: the answer is unsat.
[[nodiscard]] Generation generate_vnnlib(Network const& network);

} // namespace equivarify::codegen

#endif
