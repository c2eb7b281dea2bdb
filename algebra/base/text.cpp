#include "equivarify/algebra/text.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace equivarify::algebra {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t const substitute = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substitute, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string nearest_name(std::string_view word, std::vector<std::string> const& candidates) {
  constexpr std::size_t longest = 100;
  if (word.size() > longest) {
    return {};
  }
  auto const closer = [&](std::string const& a, std::string const& b) {
    return edit_distance(word, a) < edit_distance(word, b);
  };
  auto const best = std::min_element(candidates.begin(), candidates.end(), closer);
  if (best == candidates.end()) {
    return {};
  }
  std::size_t const distance = edit_distance(word, *best);
  bool const is_near =
      distance < word.size() && distance <= std::max<std::size_t>(1, word.size() / 2);
  return is_near ? *best : std::string{};
}

std::string normalize_spaces(std::string_view text) {
  std::string result;
  for (char const c : text) {
    bool const blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') {
    result.pop_back();
  }
  return result;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) {
    return std::string{text};
  }
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
    --most;
  }
  return std::string{text.substr(0, most)} + "...";
}

} // namespace equivarify::algebra
