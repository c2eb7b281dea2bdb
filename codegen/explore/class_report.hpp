/// \file
/// What `equivarify explore classify FILE` says.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CLASS_REPORT_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CLASS_REPORT_HPP

#include "equivarify/algebra/equivarifications/orbit_types.hpp"
#include "equivarify/codegen/explore/candidate_form.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// The class of \p file among all equivarifications of its labels, and how many classes have as
/// many points; lists of more than \p limit entries are cut, and say so.
[[nodiscard]] nlohmann::json
describe_class(CandidateFile const& file, algebra::CandidateClass const& found, std::size_t limit);

/// The same as lines for people.
[[nodiscard]] std::string class_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
