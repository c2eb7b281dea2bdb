/// \file
/// Candidates for an equivarification in JSON.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_CANDIDATE_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_CANDIDATE_FORM_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/codegen/explore/gset_form.hpp"
#include "equivarify/codegen/explore/inputs_form.hpp"

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
  NamedSet labels;
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
/// \throws NoCandidate if the action or the projection is none; InputError
/// for what cannot be read.
[[nodiscard]] CandidateFile read_candidate(JsonNode const& node);

/// The labels that \p node gives. \throws InputError if there is none.
[[nodiscard]] NamedSet read_labels(JsonNode const& node);

/// The map that the object \p node gives: a G-set and `map` (or `values`), a label for each point.
[[nodiscard]] InputMap
read_input_map(JsonNode const& node, FileGroup const& group, NamedSet const& labels);

/// \p candidate in the form of read_candidate(), without names of points.
[[nodiscard]] nlohmann::json
to_form(algebra::Candidate const& candidate, FileGroup const& group, NamedSet const& labels);

} // namespace equivarify::codegen

#endif
