/// \file
/// JSON values as lines for people.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_TEXT_LINES_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_TEXT_LINES_HPP

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// \p value without the quotes of a text; a number of many digits loses most of them.
[[nodiscard]] std::string plain_text(nlohmann::json const& value);

/// The entries of \p list with blanks between them, cut where they are many.
[[nodiscard]] std::string value_row(nlohmann::json const& list);

/// A line with \p label in a column of its own.
[[nodiscard]] std::string labelled_line(std::string const& label, std::string const& value);

/// `, moved by <s>,` where the answer \p description says that a subgroup acts on the labels.
[[nodiscard]] std::string moved_by(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
