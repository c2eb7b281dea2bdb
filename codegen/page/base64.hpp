/// \file
/// Bytes as text that a page can hold.
#ifndef EQUIVARIFY_CODEGEN_PAGE_BASE64_HPP
#define EQUIVARIFY_CODEGEN_PAGE_BASE64_HPP

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// \p bytes in base64, without line breaks [RFC 4648, section 4].
[[nodiscard]] std::string to_base64(std::string_view bytes);

} // namespace equivarify::codegen

#endif
