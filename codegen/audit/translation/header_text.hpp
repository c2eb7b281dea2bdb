/// \file
/// The text of a generated header, taken apart so that a compiler sees in it what is judged.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_TEXT_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_TEXT_HPP

#include <set>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What the namespace of a generated header declares, in order, each up to its `;`. In code without
/// comments, blanks stand between two words alone, and no comma ends a list.
struct HeaderText {
  std::vector<std::string> declarations;
  /// Of the runtime without folder `runtime` and ending, of the standard library as in `<array>`.
  std::set<std::string> includes;
  bool brings_runtime = false; ///< the runtime stands in the same file, and was not read
};

/// Takes \p header apart, the header of the spec called \p spec. Refuses all that could make code
/// mean something else than it says: directives other than the include guard and includes of the
/// runtime and the standard library, comments with asterisks, lines that go on in the next one, raw
/// strings, digraphs, characters in quotes, anything outside of the namespace. \throws Refusal
[[nodiscard]] HeaderText header_text(std::string const& header, std::string const& spec);

/// The members of \p body, the code between the braces of a struct, each with its `;`.
[[nodiscard]] std::vector<std::string> members_of(std::string const& body);

/// \p code with nothing in its quotes.
[[nodiscard]] std::string without_texts(std::string const& code);

} // namespace equivarify::audit

#endif
