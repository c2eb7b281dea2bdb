#include "equivarify/algebra/closure.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <set>

namespace equivarify::algebra {

void require_room(std::uint64_t elements, std::uint64_t width, std::string const& what) {
  if (elements * width > max_listed_numbers) {
    throw LimitError(
        fmt::format("{} has at least {} elements of {} numbers; at most {} numbers are kept",
                    what,
                    elements,
                    width,
                    max_listed_numbers));
  }
}

void require_generator_names(std::vector<std::string> const& names) {
  std::set<std::string> seen;
  for (std::string const& name : names) {
    if (!is_generator_name(name)) {
      throw AlgebraError(fmt::format(
          "'{}' cannot name a generator: expected a letter, then letters, digits, '_', not 'e'",
          name));
    }
    if (!seen.insert(name).second) {
      throw AlgebraError(fmt::format("two generators are named '{}'", name));
    }
  }
}

} // namespace equivarify::algebra
