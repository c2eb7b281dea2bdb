/// \file
/// Which parameters of generated code are tied.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_TIES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_TIES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// Whether parameters of \p step are tied.
[[nodiscard]] bool has_ties(Plan const& plan, Step const& step);

/// The name of the struct with its ties.
[[nodiscard]] std::string orbits_type(Step const& step);

/// A struct for each step that has ties: for each place in file order the first of its orbit.
[[nodiscard]] std::string emit_ties(Plan const& plan);

} // namespace equivarify::codegen

#endif
