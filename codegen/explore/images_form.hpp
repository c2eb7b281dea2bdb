/// \file
/// Actions in JSON by the images of points.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_IMAGES_FORM_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_IMAGES_FORM_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/codegen/explore/file_group.hpp"
#include "equivarify/codegen/explore/named_set.hpp"

#include <vector>

namespace equivarify::codegen {

/// The action on \p points that \p node gives by the images of all points, as lists or in cycle
/// notation, under generators, under any elements that generate the group, or under all elements.
///
/// \throws NoCandidate with a witness if this is no action; InputError for what cannot be
/// read.
[[nodiscard]] algebra::SchreierGraph
read_images(JsonNode const& node, FileGroup const& group, NamedSet const& points);

/// The images of \p points under the elements that are the keys of \p node, as they are given:
/// permutations, but perhaps no action. \throws NoCandidate and InputError as read_images().
[[nodiscard]] std::vector<algebra::Labels::Images>
read_given_images(JsonNode const& node, FileGroup const& group, NamedSet const& points);

} // namespace equivarify::codegen

#endif
