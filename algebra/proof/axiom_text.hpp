/// \file
/// Axioms written as text, for the tables of axioms.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_AXIOM_TEXT_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_AXIOM_TEXT_HPP

#include <vector>

namespace equivarify::algebra::proof {

/// An axiom as its author writes it.
struct AxiomText {
  char const* name;
  char const* source;
  char const* variables; ///< `g: G; x: X`
  char const* equation;  ///< `left = right`
};

/// The definitions of heads: signs, means, answers, marginals, correlation.
[[nodiscard]] std::vector<AxiomText> head_axioms();

} // namespace equivarify::algebra::proof

#endif
