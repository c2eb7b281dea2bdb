/// \file
/// What the C files of a network say of it.
#ifndef EQUIVARIFY_CODEGEN_C_EMIT_NAMES_HPP
#define EQUIVARIFY_CODEGEN_C_EMIT_NAMES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// Where the file comes from, as a comment of C.
[[nodiscard]] std::string c_provenance(Network const& network);

/// The names of elements, and of classes or of what each output has, as arrays.
[[nodiscard]] std::string c_names_source(Network const& network);

/// NAME_network.h of \p plan: sizes, names, and the functions NAME_forward.
[[nodiscard]] std::string emit_c_header(Plan const& plan);

} // namespace equivarify::codegen

#endif
