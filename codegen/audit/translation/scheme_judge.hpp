/// \file
/// Whether schemes compute what they stand for.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SCHEME_JUDGE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SCHEME_JUDGE_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::audit {

/// What a scheme for sums over the copies was found to be.
struct GroupScheme {
  bool sums_over_the_group = false; ///< y(h) = sum_k W_k s(h k); otherwise y(h) = W s(h)
  double distance = 0;              ///< of a coefficient from what it should be; 0: none is off
  std::size_t products = 0;         ///< of one pair of channels
};

/// The scheme at \p node for \p copies copies, numbered by \p table, where they are a group:
/// forward, for the gradient of the input and for that of the weights it is one and the same
/// trilinear form, that of the definition, to rounding of its tables. If \p exact, no coefficient
/// is off, and moved copies give moved results to the bit, by the order of its sums and what
/// FloatTerms knows of floats. \throws Refusal otherwise.
[[nodiscard]] GroupScheme judge_group_scheme(Node const& node,
                                             std::size_t copies,
                                             std::vector<Images> const& table,
                                             bool exact);

/// That the tiles at \p node compute windows of 3 of a line, forward and backward, exactly; both
/// along rows and along columns, therefore windows of 3x3. \throws Refusal if they do not.
void judge_tiles(Node const& node);

} // namespace equivarify::audit

#endif
