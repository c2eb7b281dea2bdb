/// \file
/// All claims that the program proves of every group.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_SHIPPED_CLAIMS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_SHIPPED_CLAIMS_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <vector>

namespace equivarify::algebra::proof {

/// The claims of the lemma identities and of the constructions, in order.
inline std::vector<Claim> const& shipped_claims() {
  static std::vector<Claim> const claims = [] {
    std::vector<Claim> result;
    for (auto const* theorems : {&lemma_theorems(), &construction_theorems()}) {
      for (Theorem const& theorem : *theorems) {
        result.insert(result.end(), theorem.claims.begin(), theorem.claims.end());
      }
    }
    return result;
  }();
  return claims;
}

} // namespace equivarify::algebra::proof

#endif
