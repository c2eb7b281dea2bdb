/// \file
/// Text of unknown origin, made safe to print.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRINTABLE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRINTABLE_HPP

#include <cstddef>
#include <string>

namespace equivarify::audit {

/// \p text on one line: every byte that is no printable ASCII character as `\xNN`, so that neither
/// line breaks nor marks of direction are left; cut off after \p longest bytes, which is said.
[[nodiscard]] std::string printable(std::string const& text, std::size_t longest);

/// \p text in quotes, printable, with its quotes and backslashes escaped; at most 60 bytes of it.
[[nodiscard]] std::string in_quotes(std::string const& text);

} // namespace equivarify::audit

#endif
