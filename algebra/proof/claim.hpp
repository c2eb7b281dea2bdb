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
  friend bool operator==(Idea const&, Idea const&) = default;
};

/// How to look for a proof; of no concern to those who check it.
struct Strategy {
  std::set<std::string> backward{}; ///< equations used from right to left
  std::set<std::string> unused{};   ///< equations used by ideas alone
  std::vector<Idea> ideas{};
  friend bool operator==(Strategy const&, Strategy const&) = default;
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
  friend bool operator==(Claim const&, Claim const&) = default;
};

/// The claims that make up a lemma identity.
struct Theorem {
  std::string id;
  std::string source; ///< where the paper states it, or what it is about
  std::vector<Claim> claims;
  friend bool operator==(Theorem const&, Theorem const&) = default;
};

/// The variables of \p claim that a hypothesis of it is about: where it is cited, they stand for
/// themselves alone, with the sorts that they have here.
[[nodiscard]] Context fixed_names(Claim const& claim);

/// \p claim as an equation that other proofs may use: true for all values of its other variables.
[[nodiscard]] Equation to_equation(Claim const& claim);

} // namespace equivarify::algebra::proof

#endif
