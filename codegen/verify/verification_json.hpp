/// \file
/// A verification for machines.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_JSON_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_VERIFICATION_JSON_HPP

#include "equivarify/codegen/verify/verification.hpp"

#include <string>

namespace equivarify::codegen {

/// \p verification as indented JSON that ends in a newline.
[[nodiscard]] std::string to_json(Verification const& verification);

} // namespace equivarify::codegen

#endif
