/// \file
/// Large G-sets in JSON.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_GSET_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_GSET_FORM_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/codegen/explore/file_group.hpp"
#include "equivarify/codegen/explore/named_set.hpp"

namespace equivarify::codegen {

/// A G-set, and the names of its points.
struct NamedGSet {
  algebra::SchreierGraph graph;
  NamedSet points;
};

/// The keys of a G-set beside others in one object.
[[nodiscard]] std::vector<std::string> const& gset_keys();

/// The G-set that the object \p node gives by `set` (or `points`) and `action` (or `generators`),
/// or in the forms for arrays that `equivarify action` reads: `shape` and `action`, or the `input`
/// of a spec. Where it names a group, that must be \p group.
[[nodiscard]] NamedGSet read_gset(JsonNode const& node, FileGroup const& group);

/// \p graph in the first of these forms.
[[nodiscard]] nlohmann::json
to_form(algebra::SchreierGraph const& graph, FileGroup const& group, NamedSet const& points);

} // namespace equivarify::codegen

#endif
