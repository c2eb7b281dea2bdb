/// \file
/// The digest by which weights and reports name a spec.
#ifndef EQUIVARIFY_CODEGEN_SPEC_DIGEST_HPP
#define EQUIVARIFY_CODEGEN_SPEC_DIGEST_HPP

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// The SHA-256 of \p text as 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view text);

} // namespace equivarify::codegen

#endif
