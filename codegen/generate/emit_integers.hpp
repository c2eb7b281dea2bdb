/// \file
/// The part of a generated header that says how the network is evaluated in integers.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_INTEGERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_INTEGERS_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The struct `Integers`: which layers of \p plan there are in integers, for the runtime's
/// network/integer_layers.hpp, or why there are none. \pre \p plan is for_training()
[[nodiscard]] std::string emit_integers(Plan const& plan);

} // namespace equivarify::codegen

#endif
