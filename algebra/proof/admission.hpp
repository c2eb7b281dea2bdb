/// \file
/// What must be true of a claim before a proof of it is looked for.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_ADMISSION_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_ADMISSION_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// A symbol whose axioms say what must be proved first.
struct DefinedSymbol {
  std::string symbol;
  std::vector<std::string> after; ///< names of claims
};

/// The symbols of the appendix whose axioms say that N is a normal subgroup of G, or that there are
/// cosets of it, with the claims that show this of the N of the paper. The axioms of all other
/// symbols are true of every group, set and map.
[[nodiscard]] std::vector<DefinedSymbol> const& defined_symbols();

/// The first claim that is not in \p earlier, though it must come before \p equation; nothing if
/// the equation may be used.
[[nodiscard]] std::string missing_before(Equation const& equation,
                                         std::vector<Claim> const& earlier);

/// Whether \p claim may be proved after \p earlier: two functions are compared at a variable of
/// their index set of which nothing else is known, and no symbol is used before it is defined.
/// \throws AlgebraError if not.
void admit(Claim const& claim, std::vector<Claim> const& earlier);

} // namespace equivarify::algebra::proof

#endif
