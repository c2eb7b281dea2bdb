/// \file
/// What must be true of the names in a theory file.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_THEORY_CHECK_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_THEORY_CHECK_HPP

#include "equivarify/algebra/proof/theory_lines.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// \throws AlgebraError with the nearest name unless \p name is one of \p known, which are \p what.
void demand_known(TheoryLine const& line,
                  std::string const& name,
                  std::vector<std::string> const& known,
                  std::string const& what);

/// \throws AlgebraError unless \p term is made of symbols of the language, with the numbers of
/// arguments that they have, and of names in \p variables. Without \p variables any name may be a
/// variable.
void demand_symbols(TheoryLine const& line, Term const& term, Context const* variables);

/// \throws AlgebraError unless \p sort is the name of a set, or Map, Prod, Fun or Family of two
/// sorts.
void demand_sort(TheoryLine const& line, Term const& sort);

/// \throws AlgebraError unless \p claim is made of symbols and of its variables, its hypotheses
/// too, and its sides are in one set.
void demand_sense(TheoryLine const& line, Claim const& claim);

} // namespace equivarify::algebra::proof

#endif
