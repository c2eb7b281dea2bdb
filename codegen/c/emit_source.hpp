/// \file
/// A plan as a header and a source file of C99.
#ifndef EQUIVARIFY_CODEGEN_C_EMIT_SOURCE_HPP
#define EQUIVARIFY_CODEGEN_C_EMIT_SOURCE_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME_network.h of \p plan: sizes, names, and the functions NAME_forward.
///
/// \throws InputError as `emit_c_source`.
[[nodiscard]] std::string emit_c_header(Plan const& plan, ReferenceWeights<float> const& weights);

/// NAME_network.c: the tables, the \p weights and the layers, one after another. Each copy goes
/// through the same functions in the same order, so that equal numbers give equal bits.
///
/// \throws InputError for a layer that has no form in C.
[[nodiscard]] std::string emit_c_source(Plan const& plan, ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
