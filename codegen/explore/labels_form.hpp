/// \file
/// Labels in JSON, with the action of a subgroup if they have one.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_LABELS_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_LABELS_FORM_HPP

#include "equivarify/algebra/equivarifications/labels.hpp"
#include "equivarify/codegen/explore/file_group.hpp"
#include "equivarify/codegen/explore/named_set.hpp"

#include <string>

namespace equivarify::codegen {

/// The labels, and their names.
struct NamedLabels {
  NamedSet names;
  algebra::Labels labels;
};

/// The labels that \p node gives by their number or their names, which nothing moves. \throws
/// InputError if there is none, and for labels with an action, which are not asked about here.
[[nodiscard]] NamedSet read_labels(JsonNode const& node);

/// The same, or the object `{"set": labels, "action": {"s": [1, 0]}}`: the elements of \p group
/// that are the keys of `action` generate the subgroup H that acts on the labels.
///
/// \throws InputError, also if this is no action.
[[nodiscard]] NamedLabels read_labels(JsonNode const& node, FileGroup const& group);

/// The labels called \p names with the action that \p action gives, as above. \throws InputError
[[nodiscard]] NamedLabels
read_label_action(JsonNode const& action, FileGroup const& group, NamedSet names);

/// Z^{xG}, or Map_H(G, Z) with the subgroup H that acts on \p labels.
[[nodiscard]] std::string product_name(algebra::Labels const& labels, FileGroup const& group);

/// \p labels in the form of read_labels().
[[nodiscard]] nlohmann::json
to_form(algebra::Labels const& labels, FileGroup const& group, NamedSet const& names);

} // namespace equivarify::codegen

#endif
