/// \file
/// The search for a proof.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_PROVER_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_PROVER_HPP

#include "equivarify/algebra/proof/proof.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// The longest proof that is tried, for each side.
struct ProofLimits {
  std::size_t steps = 20'000;
  std::size_t symbols = 10'000'000; ///< of the terms of all steps together
};

/// Simplifies both sides of \p claim, innermost parts first, by the axioms of \p theory, the
/// hypotheses and the claims it cites, which are among \p earlier.
///
/// An axiom of a symbol that is defined after a claim (see Theory::defined) is used after it
/// alone.
///
/// \throws AlgebraError for a claim that admit() refuses, and for a citation of a claim that is not
/// there, or whose hypotheses are not given; LimitError beyond \p limits.
[[nodiscard]] Verdict prove(Claim const& claim,
                            std::vector<Claim> const& earlier,
                            Theory const& theory = shipped_theory(),
                            ProofLimits const& limits = {});

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

/// The proofs of \p theorems, each of whose claims may cite what was proved before it.
[[nodiscard]] std::vector<ProvedTheorem> prove_all(std::vector<Theorem> const& theorems);

/// What the prover finds of all claims of \p theory, which may be false or without sense: a claim
/// that prove() refuses is unproved for the reason that it gives, and so is one that cites it.
/// Proofs are as short as those of the shipped theory or somewhat longer: the limits are low.
[[nodiscard]] std::vector<ProvedTheorem> try_all(Theory const& theory);

} // namespace equivarify::algebra::proof

#endif
