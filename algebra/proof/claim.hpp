/// \file
/// What is to be proved: the claims of the lemma identities.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_CLAIM_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_CLAIM_HPP

#include "equivarify/algebra/proof/equation.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

enum class Side { left, right };

/// A step that the prover takes before it simplifies: the use of an equation that makes a term
/// longer, which no simplification finds.
struct Idea {
  Side side = Side::left;
  std::string equation;
  Direction direction = Direction::backward;
  Position position{};
  Substitution given{};
};

/// How to look for a proof; of no concern to those who check it.
struct Strategy {
  std::set<std::string> backward{}; ///< equations used from right to left
  std::set<std::string> unused{};   ///< equations used by ideas alone
  std::vector<Idea> ideas{};
};

/// `left = right`, for all values of the variables for which the hypotheses hold.
struct Claim {
  std::string name;
  std::string says; ///< in words
  Context variables;
  std::vector<Equation> hypotheses;
  std::vector<std::string> cites; ///< names of claims proved before
  Term left;
  Term right;
  /// Where two functions are compared: at a variable of which nothing else is known.
  std::optional<Term> compared_at;
  Strategy strategy;

  /// The terms that a proof leads to a common one: both sides, or their values where they are
  /// compared.
  [[nodiscard]] Term start(Side side) const;
};

/// The claims that make up a lemma identity.
struct Theorem {
  std::string id;
  std::vector<Claim> claims;
};

/// The eleven lemma identities of the paper, in its order, then the eight of heads, each for all
/// groups, all sets and all maps. A claim cites only claims before it.
[[nodiscard]] std::vector<Theorem> const& lemma_theorems();

/// What other constructions rest on beside them: `quotient` for blocks over G/N, `symmetrization`
/// for means over a subgroup H, all of it or where the input is least in its H-orbit, and
/// `coinduction` for maps from X to Map_H(G, Y).
[[nodiscard]] std::vector<Theorem> const& construction_theorems();

/// The variables of \p claim that a hypothesis of it is about: where it is cited, they stand for
/// themselves alone, with the sorts that they have here.
[[nodiscard]] Context fixed_names(Claim const& claim);

/// \p claim as an equation that other proofs may use: true for all values of its other variables.
[[nodiscard]] Equation to_equation(Claim const& claim);

} // namespace equivarify::algebra::proof

#endif
