/// \file
/// Which entries, with which weights, each output of a layer is made of, by the auditor's reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TERMS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TERMS_HPP

#include "equivarify/codegen/audit/spec/used_layer.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::audit {

/// The entry that a bias meets.
constexpr std::size_t no_entry = static_cast<std::size_t>(-1);

/// A weight, by its number, and the entry that it meets.
struct Term {
  std::size_t weight = 0;
  std::size_t entry = 0;
};

/// The number of terms of all outputs of \p layer together: weighted entries and the bias, or the
/// entries of a window, or the one entry, or one entry of each value; of a reduction the sum over
/// all counts as one more. Cost: the rows and columns of the output.
[[nodiscard]] std::size_t count_terms(UsedLayer const& layer);

/// Writes the terms of the output \p output of \p layer to \p terms; entries are counted over all
/// values that the layer reads, one after another. No entry occurs twice. The sum
/// of a reduction is left out, for no permutation changes it.
void terms_of(UsedLayer const& layer, std::size_t output, std::vector<Term>& terms);

/// For each weight of \p layer, biases after the others, the first that is the same one. Weights
/// are the same where the layer is tied and an element moves them to each other: W[o][i] and
/// W[h o][h i] of a matrix, b[o] and b[h o]; of windows the places that motions of the plane take
/// to each other. \p before and \p after are the moves of input and output by each element, \p
/// planes the motions of planes. Empty if the layer is not tied.
///
/// \throws Refusal for more than bounds::tied_weights weights, and where windows that are no square
/// would turn
[[nodiscard]] Images ties_of(UsedLayer const& layer,
                             std::vector<Images> const& before,
                             std::vector<Images> const& after,
                             std::vector<PlaneMotion> const& planes);

} // namespace equivarify::audit

#endif
