/// \file
/// An input of several parts in generated code.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_PARTS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_PARTS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The struct `Input`, which has an array for each part of the input of \p network; empty where it
/// has no parts.
[[nodiscard]] std::string emit_input(Network const& network);

/// The member `input_parts` of the model, for training; empty where there are no parts.
[[nodiscard]] std::string emit_part_facts(Network const& network);

} // namespace equivarify::codegen

#endif
