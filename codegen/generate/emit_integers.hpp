/// \file
/// The part of a generated header that says how the network is evaluated in integers.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_INTEGERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_INTEGERS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The struct `Integers`: the layers of \p network for the runtime's network/layer_form.hpp, or why
/// it has no form in integers.
[[nodiscard]] std::string emit_integers(Network const& network);

} // namespace equivarify::codegen

#endif
