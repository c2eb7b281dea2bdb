/// \file
/// Deliberate errors in the definitions, which the checks of the lemmas must find.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_MUTANTS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_MUTANTS_HPP

#include "equivarify/algebra/lemmas/construction.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// The definitions of the paper with one deliberate error.
struct Mutant {
  std::string part; ///< which definition is wrong: `lift`, `action`, `projection`, ...
  Construction construction;
};

/// All mutants, by part: each differs from the paper's definitions in what it computes for some
/// group, not only in how it is written. Those among named_conventions() come first in their part.
[[nodiscard]] std::vector<Mutant> const& mutants();

} // namespace equivarify::algebra::lemmas

#endif
