/// \file
/// SHA-256, the digest that ties weights to specs and names results.
#ifndef EQUIVARIFY_RUNTIME_FILES_DIGEST_HPP
#define EQUIVARIFY_RUNTIME_FILES_DIGEST_HPP

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace equivarify::runtime {

/// The SHA-256 digest of \p bytes [FIPS 180-4], as 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<std::byte const> bytes);

/// The SHA-256 digest of the characters of \p characters.
[[nodiscard]] std::string sha256(std::string_view characters);

} // namespace equivarify::runtime

#endif
