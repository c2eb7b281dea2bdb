/// \file
/// Whether pictures can be moved in training without other answers.
#ifndef EQUIVARIFY_CODEGEN_SPEC_RESOLVE_TRAINING_HPP
#define EQUIVARIFY_CODEGEN_SPEC_RESOLVE_TRAINING_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

namespace equivarify::codegen {

/// Adds a problem where the training of \p spec moves inputs that are no pictures, or moves them
/// out of sight; where it moves pictures whose targets are more than classes of whole pictures, or
/// turns those whose classes are not the same at any angle: outputs that are not invariant, and
/// labels with a known pose. Programs refuse the same of their options.
/// \pre input, labels and output have no problems
void check_training(Spec const& spec, Problems& problems);

} // namespace equivarify::codegen

#endif
