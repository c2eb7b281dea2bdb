/// \file
/// Candidates that a JSON file gives by a construction.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CONSTRUCTION_FORM_HPP

#include "equivarify/codegen/explore/construction_sets.hpp"

#include <string>

namespace equivarify::codegen {

/// A candidate, and the text that describes it.
struct ConstructedCandidate {
  algebra::Candidate candidate;
  std::string text; ///< as to_text() writes it
};

/// The candidate that the object \p node gives by `"construction": TEXT` and, for the names in the
/// text, `"where": {NAME: a G-set in a form of read_gset(), or a list of elements that generate a
/// subgroup}`.
///
/// \throws InputError, also for a set under `where` that is no G-set.
[[nodiscard]] ConstructedCandidate
read_construction(JsonNode const& node, FileGroup const& group, NamedLabels const& labels);

} // namespace equivarify::codegen

#endif
