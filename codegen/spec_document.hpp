/// \file
/// JSON text with the place of every value in it.
#ifndef EQUIVARIFY_CODEGEN_SPEC_DOCUMENT_HPP
#define EQUIVARIFY_CODEGEN_SPEC_DOCUMENT_HPP

#include "equivarify/codegen/spec_problems.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// A JSON value as read from a text, and the problems with that text, to which its readers add.
struct SpecDocument {
  nlohmann::json value;
  SpecProblems problems;
};

/// The text of the file \p path. \throws SpecError if it cannot be read; \p expected says what it
/// should have been.
[[nodiscard]] std::string read_text(std::string const& path, std::string const& expected);

/// The JSON value of \p text. Text that is no JSON gives one problem and null; a key that stands
/// twice in an object, or nesting deeper than any spec has, gives a problem each.
[[nodiscard]] SpecDocument parse_document(std::string const& text);

} // namespace equivarify::codegen

#endif
