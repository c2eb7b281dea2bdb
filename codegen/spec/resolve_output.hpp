/// \file
/// From the outputs in a spec to the heads of the network.
#ifndef EQUIVARIFY_CODEGEN_SPEC_RESOLVE_OUTPUT_HPP
#define EQUIVARIFY_CODEGEN_SPEC_RESOLVE_OUTPUT_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/output.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <vector>

namespace equivarify::codegen {

/// The tables of one output have at most so many entries, over all elements.
inline constexpr std::size_t largest_representation = std::size_t{1} << 24U;

/// The outputs of \p spec, as representations of \p group, in their order. Adds a problem for each
/// that is none: a motion that does not fit, generators that break a relation (naming g, h and the
/// entry), signs where there may be none, an unknown element, a loss that the output cannot have,
/// names of entries that occur twice or are not one for each, tables that would be too large; and
/// for outputs in a spec with a construction that has no copies for them.
[[nodiscard]] std::vector<Output>
resolve_outputs(Spec const& spec, algebra::Group const& group, Problems& problems);

} // namespace equivarify::codegen

#endif
