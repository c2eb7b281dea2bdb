/// \file
/// A verification for people and for machines.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_TEXT_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_TEXT_HPP

#include "equivarify/codegen/verify/verification.hpp"

#include <string>

namespace equivarify::codegen {

/// \p verification as a line for each lemma, what the network showed, and each counterexample with
/// the command that finds it again. With \p colour the verdicts are green and red.
[[nodiscard]] std::string to_text(Verification const& verification, bool colour);

/// The same as indented JSON that ends in a newline: verify.json.
[[nodiscard]] std::string to_json(Verification const& verification);

} // namespace equivarify::codegen

#endif
