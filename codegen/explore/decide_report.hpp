/// \file
/// What `equivarify explore decide` says.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_DECIDE_REPORT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_DECIDE_REPORT_HPP

#include "equivarify/algebra/equivarifications/decision.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"
#include "equivarify/codegen/explore/no_candidate.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// The verdict on \p file with its certificate, and what else was asked; lists of more than \p
/// limit entries are cut, and say so.
[[nodiscard]] nlohmann::json
describe_decision(CandidateFile const& file, algebra::Decision const& decision, std::size_t limit);

/// The verdict `invalid`: \p error in the file \p path.
[[nodiscard]] nlohmann::json describe_invalid(std::string const& path, NoCandidate const& error);

/// Either description as lines for people.
[[nodiscard]] std::string decision_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
