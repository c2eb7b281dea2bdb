#include "equivarify/algebra/name_hint.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace equivarify::algebra {

std::string name_hint(std::string_view word, std::vector<std::string> const& names) {
  constexpr std::size_t most_listed = 40;
  std::string const nearest = nearest_name(word, names);
  if (!nearest.empty()) {
    return fmt::format(" (nearest: '{}')", nearest);
  }
  if (names.empty() || names.size() > most_listed) {
    return {};
  }
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    bool const is_last = i > 0 && i + 1 == names.size();
    list += fmt::format("{}'{}'", i == 0 ? "" : is_last ? " or " : ", ", names[i]);
  }
  return "; expected " + list;
}

} // namespace equivarify::algebra
