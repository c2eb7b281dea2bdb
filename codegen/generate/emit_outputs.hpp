/// \file
/// The part of a generated header that says what comes out of a network with outputs.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_OUTPUTS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_OUTPUTS_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// A struct for each output of \p network, and the list of them, `Outputs`; empty without outputs.
/// Losses are for training alone.
[[nodiscard]] std::string emit_outputs(Network const& network, Purpose purpose);

} // namespace equivarify::codegen

#endif
