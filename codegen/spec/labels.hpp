/// \file
/// From the labels in a spec to those of the network.
#ifndef EQUIVARIFY_CODEGEN_SPEC_LABELS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_LABELS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The labels with a word for each element of \p group and the symmetries of each class. Adds a
/// problem for each class that stands twice, each name of no class or element, and each class whose
/// symmetries are no subgroup.
[[nodiscard]] Labels
resolve_labels(LabelsSpec const& spec, algebra::Group const& group, Problems& problems);

/// Adds a problem for each of \p classes, which stand at \p pointer, that stands there twice.
void refuse_repeated_names(std::vector<std::string> const& classes,
                           std::string const& pointer,
                           Problems& problems);

} // namespace equivarify::codegen

#endif
