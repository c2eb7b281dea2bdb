/// \file
/// Arithmetic modulo a prime below 2^31.
#ifndef EQUIVARIFY_ALGEBRA_MODULAR_HPP
#define EQUIVARIFY_ALGEBRA_MODULAR_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// Whether \p n is prime. Cost: O(sqrt(n)).
[[nodiscard]] bool is_prime(std::uint64_t n);

/// The product modulo \p p.
[[nodiscard]] inline std::uint32_t
multiply_mod(std::uint32_t a, std::uint32_t b, std::uint32_t p) noexcept {
  return static_cast<std::uint32_t>(std::uint64_t{a} * b % p);
}

/// \p a to the power \p n modulo \p p.
[[nodiscard]] std::uint32_t power_mod(std::uint32_t a, std::uint64_t n, std::uint32_t p);

/// The inverse of \p a modulo the prime \p p. \pre a is not 0 modulo p
[[nodiscard]] std::uint32_t inverse_mod(std::uint32_t a, std::uint32_t p);

/// A rectangular matrix of numbers modulo a prime.
using ModularRows = std::vector<std::vector<std::uint32_t>>;

/// Brings \p rows to reduced row echelon form modulo \p p, drops zero rows, and returns the pivot
/// columns.
std::vector<std::size_t> reduce_rows(ModularRows& rows, std::uint32_t p);

/// A basis of the vectors v with \p rows v = 0 modulo \p p, for vectors of \p columns entries.
[[nodiscard]] ModularRows null_space(ModularRows rows, std::size_t columns, std::uint32_t p);

} // namespace equivarify::algebra

#endif
