/// \file
/// The canonical form of a spec.
#ifndef EQUIVARIFY_CODEGEN_SPEC_WRITER_HPP
#define EQUIVARIFY_CODEGEN_SPEC_WRITER_HPP

#include "equivarify/codegen/spec/spec.hpp"

#include <string>

namespace equivarify::codegen {

/// \p spec as JSON without blanks: keys sorted, every default written out, no description. Specs
/// that mean the same network have the same canonical form up to the notation of permutations.
[[nodiscard]] std::string canonical_form(Spec const& spec);

/// The part of the canonical form on which the meaning of weights depends: group, input, layers,
/// construction and the number of classes, or the heads of the outputs; not how they are trained,
/// nor what anything is called.
[[nodiscard]] std::string network_form(Spec const& spec);

} // namespace equivarify::codegen

#endif
