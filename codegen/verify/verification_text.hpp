/// \file
/// A verification for people.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_TEXT_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_TEXT_HPP

#include "equivarify/codegen/verify/verification.hpp"

#include <string>

namespace equivarify::codegen {

/// \p verification as a line for each lemma, what the network showed, and each counterexample with
/// the command that finds it again. With \p colour the verdicts are green and red.
[[nodiscard]] std::string to_text(Verification const& verification, bool colour);

} // namespace equivarify::codegen

#endif
