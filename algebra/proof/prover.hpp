/// \file
/// The search for a proof.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_PROVER_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_PROVER_HPP

#include "equivarify/algebra/proof/proof.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <vector>

namespace equivarify::algebra::proof {

/// The longest proof that is tried, in steps a side.
inline constexpr std::size_t max_steps = 20'000;

/// Simplifies both sides of \p claim, innermost parts first, by the axioms of \p theory, the
/// hypotheses and the claims it cites, which are among \p earlier.
///
/// An axiom of a symbol that is defined after a claim (see Theory::defined) is used after it
/// alone.
///
/// \throws AlgebraError for a claim that admit() refuses, and for a citation of a claim that is not
/// there, or whose hypotheses are not given; LimitError beyond max_steps.
[[nodiscard]] Verdict prove(Claim const& claim,
                            std::vector<Claim> const& earlier,
                            Theory const& theory = shipped_theory());

/// A claim and what the prover found.
struct ProvedClaim {
  Claim claim;
  Verdict verdict;

  [[nodiscard]] bool holds() const { return std::holds_alternative<Proof>(verdict); }
};

/// A theorem and what the prover found of its claims.
struct ProvedTheorem {
  std::string id;
  std::vector<ProvedClaim> claims;

  /// Whether every claim is proved.
  [[nodiscard]] bool holds() const;

  /// The number of steps of all proofs.
  [[nodiscard]] std::size_t steps() const;
};

/// The proofs of \p theorems, each of whose claims may cite what was proved before it, from the
/// axioms of \p theory.
[[nodiscard]] std::vector<ProvedTheorem> prove_all(std::vector<Theorem> const& theorems,
                                                   Theory const& theory = shipped_theory());

} // namespace equivarify::algebra::proof

#endif
