/// \file
/// Integers of any size in JSON.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_EXACT_NUMBER_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_EXACT_NUMBER_HPP

#include "equivarify/algebra/big_integer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>

namespace equivarify::codegen {

/// \p n as a JSON number where every reader of JSON keeps it exact (up to 2^53), else as its
/// decimal digits in a text; beyond 20,000 bits, where digits help nobody, as `about 2^k`.
[[nodiscard]] inline nlohmann::json exact_number(algebra::BigInteger const& n) {
  constexpr std::uint64_t largest_exact = 1ULL << 53;
  constexpr unsigned most_bits = 20'000;
  if (n <= largest_exact) {
    return static_cast<std::uint64_t>(n);
  }
  auto const bits = boost::multiprecision::msb(n);
  return bits > most_bits ? fmt::format("about 2^{}", bits) : algebra::to_string(n);
}

} // namespace equivarify::codegen

#endif
