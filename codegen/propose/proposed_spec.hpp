/// \file
/// Specs whose group was proposed.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_SPEC_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_SPEC_HPP

#include "equivarify/codegen/propose/proposed_group.hpp"
#include "equivarify/codegen/propose/sample_data.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// How the generators of \p group move the \p count entries from \p start on, an array of \p shape,
/// in the forms of specs.
[[nodiscard]] nlohmann::ordered_json
motions_of(ProposedGroup const& group, std::uint32_t start, algebra::ArrayShape const& shape);

/// The head of an output of \p count numbers, which the generators of \p group move as the entries
/// from \p start on: invariant, permuted, or vector where signs change. With \p classes they have
/// names, unless signs change.
[[nodiscard]] nlohmann::ordered_json head_of(ProposedGroup const& group,
                                             std::uint32_t start,
                                             std::uint32_t count,
                                             std::vector<std::string> const& classes);

/// \throws AlgebraError where no spec can hold \p group or there is none to hold.
void require_form(ProposedGroup const& group);

/// A spec called \p name with \p group, its actions on the inputs and labels of \p data, and a
/// small network to begin with. It passes `equivarify check`.
///
/// \throws AlgebraError as require_form().
[[nodiscard]] std::string
data_spec_text(ProposedGroup const& group, SampleData const& data, std::string const& name);

} // namespace equivarify::codegen

#endif
