/// \file
/// A plan as a source file of C99.
#ifndef EQUIVARIFY_CODEGEN_C_EMIT_SOURCE_HPP
#define EQUIVARIFY_CODEGEN_C_EMIT_SOURCE_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// NAME_network.c: the tables, the \p weights and the layers, one after another. Each copy goes
/// through the same functions in the same order, so that equal numbers give equal bits.
///
/// \throws InputError for a layer that has no form in C.
[[nodiscard]] std::string emit_c_source(Plan const& plan, ReferenceWeights<float> const& weights);

/// The floats that one evaluation needs.
[[nodiscard]] std::size_t c_arena(Plan const& plan);

} // namespace equivarify::codegen

#endif
