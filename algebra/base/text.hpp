/// \file
/// Small helpers for names in messages.
#ifndef EQUIVARIFY_ALGEBRA_TEXT_HPP
#define EQUIVARIFY_ALGEBRA_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra {

/// The number of single-character edits that turn \p a into \p b. Cost: O(|a| |b|).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate closest to \p word by edit distance, the first of several; empty where none is
/// near: more than half of its letters, or all, would change, or they are more than 100.
[[nodiscard]] std::string nearest_name(std::string_view word,
                                       std::vector<std::string> const& candidates);

/// \p text without blanks at its ends and with every inner run of blanks as one space.
[[nodiscard]] std::string normalize_spaces(std::string_view text);

/// \p text, or its first \p most bytes, whole characters of UTF-8, and `...`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most = 80);

} // namespace equivarify::algebra

#endif
