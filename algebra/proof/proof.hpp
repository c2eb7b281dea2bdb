/// \file
/// Proofs of equations by rewriting.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_PROOF_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_PROOF_HPP

#include "equivarify/algebra/proof/equation.hpp"

#include <string>
#include <variant>
#include <vector>

namespace equivarify::algebra::proof {

/// The use of an equation at one place of a term.
struct Step {
  std::string equation;
  Direction direction = Direction::forward;
  Position position;
  Term before; ///< the whole term
  Term after;
};

/// Steps from both sides of a claim to one term.
struct Proof {
  std::vector<Step> left;
  std::vector<Step> right;
  Term common;

  /// The number of steps.
  [[nodiscard]] std::size_t size() const noexcept { return left.size() + right.size(); }
};

/// Two sides that no rule changes any more and that differ: the prover found no proof. For a false
/// claim they show where its sides part.
struct Unproved {
  Term left;
  Term right;
  std::string reason{}; ///< why the search was not ended; empty if it was
};

using Verdict = std::variant<Proof, Unproved>;

} // namespace equivarify::algebra::proof

#endif
