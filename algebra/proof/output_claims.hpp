/// \file
/// The claims of what comes out of a network by heads.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_OUTPUT_CLAIMS_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_OUTPUT_CLAIMS_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"

#include <vector>

namespace equivarify::algebra::proof {

/// The claims of \p outputs, made of the copies behind \p network, of which \p whole is the claim
/// `network`.
///
/// Of the mean over all of G: `part-NAME`, that the part of each copy moves with it, and
/// `output-NAME`, that R of the parts is equivariant. Of an induced output, the mean over H at the
/// representative t of each coset, which is the coinduction of the average over H of one copy:
/// `output-NAME`, that this is equivariant, and `terms-NAME`, that its terms are k s(t k).
///
/// \pre the last value of \p network is copies over G
[[nodiscard]] std::vector<Claim> output_claims(std::vector<Stage> const& network,
                                               Claim const& whole,
                                               std::vector<OutputTerm> const& outputs);

} // namespace equivarify::algebra::proof

#endif
