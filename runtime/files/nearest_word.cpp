#include "equivarify/runtime/files/nearest_word.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

namespace equivarify::runtime {

namespace {

/// How many letters are put in, left out or exchanged on the way from \p a to \p b.
std::size_t changes(std::string const& a, std::string const& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t before = row[0]; // from the letters of a up to i to those of b up to j
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t const exchanged = before + (a[i] == b[j] ? 0 : 1);
      before = row[j + 1];
      row[j + 1] = std::min({exchanged, row[j] + 1, before + 1});
    }
  }
  return row.back();
}

} // namespace

std::string nearest_word(std::string const& found, std::vector<std::string> const& words) {
  constexpr std::size_t longest = 100;
  std::string nearest;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (std::string const& word : words) {
    std::size_t const distance = found.size() > longest ? least : changes(found, word);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return least <= std::max<std::size_t>(1, found.size() / 2) ? nearest : "";
}

} // namespace equivarify::runtime
