/// \file
/// A lemma as `equivarify verify` prints it.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_LEMMA_TEXT_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_LEMMA_TEXT_HPP

#include "equivarify/codegen/verify/verdicts.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <string>

namespace equivarify::codegen {

/// How many claims and steps the proof of \p theorem has, or what is left open of it.
[[nodiscard]] std::string symbolic_text(TheoremReport const& theorem);

/// What it says, how it is proved, what was tried of it, and a counterexample if there is one.
[[nodiscard]] std::string lemma_text(VerifiedLemma const& lemma, Verdicts const& verdict);

} // namespace equivarify::codegen

#endif
