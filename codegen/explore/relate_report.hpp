/// \file
/// What `equivarify explore relate` says.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_RELATE_REPORT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_RELATE_REPORT_HPP

#include "equivarify/codegen/explore/candidate_form.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// How the candidates \p first and \p second, over the same labels, are related: the maps over Z
/// from each to the other, and whether they are isomorphic. Lists of more than \p limit entries
/// are cut. \throws AlgebraError where their groups or labels differ
[[nodiscard]] nlohmann::json
describe_relation(CandidateFile const& first, CandidateFile const& second, std::size_t limit);

/// That description as lines for people.
[[nodiscard]] std::string relation_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
