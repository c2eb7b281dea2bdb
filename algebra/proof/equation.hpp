/// \file
/// Equations between terms, and their use as rewrite rules.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_EQUATION_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_EQUATION_HPP

#include "equivarify/algebra/proof/sort.hpp"
#include "equivarify/algebra/proof/term.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra::proof {

/// `left = right` for all values of the variables.
///
/// A variable of sort `Any` stands for any term, one of sort `Fun(X, Y)` for maps from X to Y. The
/// sorts A and B stand for any set; in all other respects a variable stands for terms of its own
/// sort alone, so that the laws of an action on X say nothing of Z^{xG}.
struct Equation {
  std::string name;
  std::string source; ///< where the paper states it, or what makes it so
  Context variables;
  Term left;
  Term right;
  friend bool operator==(Equation const&, Equation const&) = default;
};

/// Terms for the variables of an equation.
using Substitution = std::map<std::string, Term>;

/// Which side of an equation is replaced by which.
enum class Direction { forward, backward };

/// `g: G; x: X` as a context. \throws AlgebraError if it is none.
[[nodiscard]] Context parse_context(std::string_view text);

/// The equation \p text, `left = right`, with the variables `g: G; x: X`.
///
/// \throws AlgebraError if it is none.
[[nodiscard]] Equation parse_equation(std::string name,
                                      std::string source,
                                      std::string_view variables,
                                      std::string_view text);

/// What \p equation makes of \p term, the whole of it, whose own variables have the sorts of
/// \p context; nothing if it does not apply. \p given are the values of variables that stand only
/// on the side that comes in.
[[nodiscard]] std::optional<Term> rewrite(Term const& term,
                                          Equation const& equation,
                                          Direction direction,
                                          Context const& context,
                                          Substitution const& given = {});

} // namespace equivarify::algebra::proof

#endif
