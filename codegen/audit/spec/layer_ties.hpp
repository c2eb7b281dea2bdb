/// \file
/// Which weights of a layer are one, or minus one another, by the auditor's reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TIES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TIES_HPP

#include "equivarify/codegen/audit/spec/used_layer.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <vector>

namespace equivarify::audit {

/// For each of the n weights of \p layer, biases after the others, what it is: f for the weight f,
/// the first that is the same one; n + f for minus that; 2 n for zero, since it is minus itself.
/// Weights are the same where the layer is tied and an element moves them to each other: W[o][i]
/// and W[h o][h i] of a matrix, b[o] and b[h o]; of windows further the places that motions of the
/// plane take to each other; of a normalisation those of channels that exchange entries, whatever
/// their signs. One is minus the other where h changes the sign of the entry or of the
/// output, and not of both. \p before and \p after are the moves of input and output by each
/// element, signed places, \p taps those of the places of a window. Empty if the layer is not tied.
///
/// \throws Refusal for more than bounds::tied_weights weights
[[nodiscard]] Images ties_of(UsedLayer const& layer,
                             std::vector<Images> const& before,
                             std::vector<Images> const& after,
                             std::vector<Images> const& taps);

} // namespace equivarify::audit

#endif
