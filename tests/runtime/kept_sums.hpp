/// \file
/// The digests of elementary functions that are kept in `all_floats.sums`.
#ifndef EQUIVARIFY_TESTS_RUNTIME_KEPT_SUMS_HPP
#define EQUIVARIFY_TESTS_RUNTIME_KEPT_SUMS_HPP

#include <cstdint>
#include <fstream>
#include <string>

namespace equivarify::testing {

/// The digest that is kept of the function \p name at each float whose bits \p every divides; empty
/// if none is.
[[nodiscard]] inline std::string kept_sum(std::string const& name, std::uint32_t every) {
  std::ifstream file(ALL_FLOATS_SUMS);
  std::string function;
  std::string digest;
  for (std::uint32_t step = 0; file >> function >> step >> digest;) {
    if (function == name && step == every) {
      return digest;
    }
  }
  return {};
}

} // namespace equivarify::testing

#endif
