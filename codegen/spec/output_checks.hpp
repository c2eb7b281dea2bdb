/// \file
/// What an output may not be, whatever moves it.
#ifndef EQUIVARIFY_CODEGEN_SPEC_OUTPUT_CHECKS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_OUTPUT_CHECKS_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// The most numbers, of all elements and outputs together, of which heads of a group of more than
/// `largest_copies` elements take means: as tables they are some megabytes of text.
inline constexpr std::size_t most_head_numbers = std::size_t{1} << 18U;

/// How elements that generate a subgroup move the entries of an output.
using EntryMoves = std::vector<std::pair<algebra::Element, algebra::SignedPermutation>>;

/// Adds a problem if the names of \p output are not one for each channel, or occur twice, and if
/// its tables over \p order elements would have more than `largest_representation` entries.
void check_entries(OutputSpec const& output, std::size_t order, Problems& problems);

/// Adds a problem if \p output, moved by \p moves, cannot have its loss: cross entropy needs
/// classes; a softmax or a logistic function sees the sign of what it is given, and a loss in each
/// cell the cells.
void check_loss(OutputSpec const& output, EntryMoves const& moves, Problems& problems);

/// Adds a problem if \p output, moved by \p moves, has weights of classes and its loss has no class
/// that is right, or if they are not one for each class, or two classes of one orbit have different
/// ones: only where they are constant on orbits, the loss of (g x, g y) is that of (x, y).
void check_class_weights(OutputSpec const& output, EntryMoves const& moves, Problems& problems);

/// Adds a problem if \p spec, which has outputs, has a construction that makes no copies for a
/// head, or if its group has an \p order above `largest_copies` and its heads take means of more
/// than `most_head_numbers` numbers.
void refuse_construction(Spec const& spec, std::size_t order, Problems& problems);

} // namespace equivarify::codegen

#endif
