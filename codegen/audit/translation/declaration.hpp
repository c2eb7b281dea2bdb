/// \file
/// Single declarations of a generated header, in code without blanks that could be left out.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_DECLARATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_DECLARATION_HPP

#include <cstddef>
#include <string>

namespace equivarify::audit {

/// The last word of \p code in front of \p end.
[[nodiscard]] std::string word_before(std::string const& code, std::size_t end);

/// The name that \p declaration declares.
[[nodiscard]] std::string declared_name(std::string const& declaration);

/// Whether \p word stands in \p code, as a whole word.
[[nodiscard]] bool has_word(std::string const& code, std::string const& word);

/// Refuses code in which something else than data could be declared. \throws Refusal
void expect_data(std::string const& code);

/// The code between the braces of \p declaration. \throws Refusal unless it is a struct without
/// bases but \p bases.
[[nodiscard]] std::string body_of(std::string const& declaration, std::string const& bases);

/// \throws Refusal unless \p declaration is a struct of constants.
void expect_constants(std::string const& declaration, std::string const& bases = "");

} // namespace equivarify::audit

#endif
