/// \file
/// Claims written as text, for the tables of theorems.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_CLAIM_TEXT_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_CLAIM_TEXT_HPP

#include "equivarify/algebra/proof/claim.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// A claim as its author writes it.
struct ClaimText {
  std::string name;
  std::string says;
  std::string variables;                 ///< `g: G; x: X`
  std::vector<std::string> hypotheses{}; ///< by name, see hypothesis()
  std::vector<std::string> cites{};
  std::string equation; ///< `left = right`
  std::string compared_at{};
  Strategy strategy{};
};

/// The claim that \p text describes. \throws AlgebraError if it is none.
[[nodiscard]] Claim to_claim(ClaimText const& text);

/// The theorem \p id that consists of the claims \p texts. \throws AlgebraError if one is none.
[[nodiscard]] Theorem to_theorem(std::string id, std::vector<ClaimText> const& texts);

/// The names of the hypotheses that X is a G-set, then \p more.
[[nodiscard]] std::vector<std::string> x_set_and(std::vector<std::string> const& more = {});

/// The claims of the lemma identity `kernel`.
[[nodiscard]] std::vector<ClaimText> kernel_claims();

/// The claims of the lemma identities `signs`, `mean-head` and `finite-head`.
[[nodiscard]] std::vector<ClaimText> sign_claims();
[[nodiscard]] std::vector<ClaimText> mean_head_claims();
[[nodiscard]] std::vector<ClaimText> finite_head_claims();

/// The lemma identities of heads: what comes out of a network, and which of it turns with its
/// input.
[[nodiscard]] std::vector<Theorem> head_theorems();

/// What these suppose.
[[nodiscard]] std::vector<Equation> head_hypotheses();

/// The hypothesis called \p name: an equation between variables of the claim, for all values of its
/// own. \throws AlgebraError if there is none.
[[nodiscard]] Equation hypothesis(std::string const& name);

} // namespace equivarify::algebra::proof

#endif
