/// \file
/// All claims that the program proves of every group, and claims of a test's own.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_SHIPPED_CLAIMS_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_SHIPPED_CLAIMS_HPP

#include "equivarify/algebra/proof/theory.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// The claims of the lemma identities and of the constructions, in order.
inline std::vector<Claim> const& shipped_claims() {
  static std::vector<Claim> const claims = [] {
    std::vector<Claim> result;
    for (Theorem const& theorem : shipped_theory().theorems()) {
      result.insert(result.end(), theorem.claims.begin(), theorem.claims.end());
    }
    return result;
  }();
  return claims;
}

/// The claims that \p text writes, as a last theorem of the shipped theory.
inline std::vector<Claim> read_claims(std::string const& text) {
  std::string const theorem = "theorem tests: tests\n" + text;
  std::vector<TheoryFile> files = shipped_theory_files();
  files.push_back({"tests.txt", theorem});
  return read_theory(files).lemmas.back().claims;
}

} // namespace equivarify::algebra::proof

#endif
