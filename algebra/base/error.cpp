#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

void fail_assertion(char const* condition, char const* file, int line, std::string const& message) {
  throw InternalError(fmt::format(
      "internal error: {} (expected {}, {}:{}); please report it", message, condition, file, line));
}

} // namespace equivarify::algebra
