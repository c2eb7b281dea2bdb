/// \file
/// Whether pictures can be moved in training without other answers.
#ifndef EQUIVARIFY_CODEGEN_SPEC_RESOLVE_TRAINING_HPP
#define EQUIVARIFY_CODEGEN_SPEC_RESOLVE_TRAINING_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/spec.hpp"

namespace equivarify::codegen {

/// Adds a problem where the training of \p spec moves inputs that are no pictures, or moves them
/// out of sight; where it moves pictures whose targets are more than classes of whole pictures, or
/// turns those whose classes are not the same at any angle: outputs that are not invariant, and
/// labels with a known pose. Nor can inputs be turned whose channels change with their places, as
/// the components of vectors do: where an element g of \p group moves places by \p action, another
/// that moves them as g does has to leave channels and signs alone. Programs refuse the same of
/// their options. Cost: entries times elements.
/// \pre input, labels and output have no problems
void check_training(Spec const& spec,
                    algebra::Group const& group,
                    InputAction const& action,
                    Problems& problems);

} // namespace equivarify::codegen

#endif
