/// \file
/// From the labels in a spec to those of the network.
#ifndef EQUIVARIFY_CODEGEN_SPEC_LABELS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_LABELS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The labels with a word for each element of \p group and the symmetries of each class. Adds a
/// problem for each class that stands twice, each name of no class or element, each class whose
/// symmetries are no subgroup, and weights that are not one for each class.
[[nodiscard]] Labels
resolve_labels(LabelsSpec const& spec, algebra::Group const& group, Problems& problems);

/// Adds a problem for the first two classes of \p spec with different weights of which one is a
/// source of the other, c of class_sources[k][c], for some element k: the label (g k, c) stands for
/// what (g, d) stands for, so that both must cost the same.
/// \pre there is a weight for each class, or none
void check_class_weights(LabelsSpec const& spec,
                         std::vector<std::vector<std::uint32_t>> const& class_sources,
                         Problems& problems);

/// Adds a problem for each of \p classes, which stand at \p pointer, that stands there twice.
void refuse_repeated_names(std::vector<std::string> const& classes,
                           std::string const& pointer,
                           Problems& problems);

} // namespace equivarify::codegen

#endif
