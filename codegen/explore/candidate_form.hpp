/// \file
/// Candidates for an equivarification in JSON.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CANDIDATE_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CANDIDATE_FORM_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/codegen/explore/gset_form.hpp"
#include "equivarify/codegen/explore/inputs_form.hpp"
#include "equivarify/codegen/explore/labels_form.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A map F : X -> Z whose lifts are counted.
struct InputMap {
  NamedGSet domain;
  algebra::LabelMap labels;
};

/// A candidate, the names in its file, and the questions asked of it.
struct CandidateFile {
  FileGroup group;
  NamedLabels labels;
  NamedSet points;
  algebra::Candidate candidate;
  NamedInputs inputs;
  std::optional<InputMap> map;
  std::string construction{}; ///< its text; empty where the points are given one by one
};

/// All keys that the object of a candidate may have besides `group`.
[[nodiscard]] std::vector<std::string> const& candidate_keys();

/// The candidate that the object \p node gives: `{"group": ..., "labels": 2, "set": 6, "action":
/// {...}, "projection": [...], "inputs": ..., "map": {...}}`, where the last two may be missing, or
/// the same with `"construction"` and `"where"` as read_construction() takes them in place of
/// `set`, `action` and `projection`.
///
/// \throws NoCandidate if the action or the projection is none, which where a subgroup H acts on
/// the labels must be H-equivariant; InputError for what cannot be read.
[[nodiscard]] CandidateFile read_candidate(JsonNode const& node);

/// The map that the object \p node gives: a G-set and `map` (or `values`), a label for each point.
/// \throws InputError, also if it is not equivariant under the subgroup that acts on \p labels.
[[nodiscard]] InputMap
read_input_map(JsonNode const& node, FileGroup const& group, NamedLabels const& labels);

/// \p candidate in the form of read_candidate(), without names of points.
[[nodiscard]] nlohmann::json
to_form(algebra::Candidate const& candidate, FileGroup const& group, NamedSet const& labels);

} // namespace equivarify::codegen

#endif
