/// \file
/// Which entries, with which weights, each output of a layer is made of, by the auditor's reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TERMS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_TERMS_HPP

#include "equivarify/codegen/audit/spec/used_layer.hpp"

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

/// The channels that each filter of the convolution \p layer sees.
[[nodiscard]] std::size_t channels_seen(UsedLayer const& layer);

/// The weights of \p layer, of a class with weights, without its biases.
[[nodiscard]] std::size_t count_weights(UsedLayer const& layer);

} // namespace equivarify::audit

#endif
