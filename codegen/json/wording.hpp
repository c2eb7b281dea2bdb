/// \file
/// Words for messages about JSON: pointers, values, choices, the nearest spelling.
#ifndef EQUIVARIFY_CODEGEN_JSON_WORDING_HPP
#define EQUIVARIFY_CODEGEN_JSON_WORDING_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// The JSON pointer of the member \p key of the value at \p pointer.
[[nodiscard]] std::string child(std::string const& pointer, std::string_view key);

/// The JSON pointer of entry \p index of the list at \p pointer.
[[nodiscard]] std::string child(std::string const& pointer, std::size_t index);

/// \p word in double quotes.
[[nodiscard]] std::string in_quotes(std::string_view word);

/// `"a", "b", "c"`.
[[nodiscard]] std::string in_a_row(std::vector<std::string> const& names);

/// `one of "a", "b", "c"`, or `"a"` for one alone.
[[nodiscard]] std::string one_of(std::vector<std::string> const& names);

/// The candidate nearest to \p word in quotes, or two that are equally near, or nothing when none
/// is near enough to be what was meant, or \p word is longer than any name.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::vector<std::string> const& candidates);

/// The keys of \p object, sorted.
[[nodiscard]] std::vector<std::string> keys_of(nlohmann::json const& object);

/// What \p value is, such as `the string "3"`, `-1`, `[0, 1]`, `a list of 784`, `an object with
/// "a"`.
[[nodiscard]] std::string found_text(nlohmann::json const& value);

/// \p text on one line, its control characters escaped, cut where it is longer than \p most bytes.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

} // namespace equivarify::codegen

#endif
