/// \file
/// Exact sums of roots of unity.
#ifndef EQUIVARIFY_ALGEBRA_CYCLOTOMIC_HPP
#define EQUIVARIFY_ALGEBRA_CYCLOTOMIC_HPP

#include <complex>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// The coefficients of the n-th cyclotomic polynomial, the constant one first. Cost: O(n^2).
[[nodiscard]] std::vector<std::int64_t> cyclotomic_polynomial(std::uint32_t n);

/// An integer combination of powers of z = exp(2 pi i / n), reduced modulo the n-th cyclotomic
/// polynomial, so that equal numbers of one n compare equal.
class Cyclotomic {
public:
  /// The sum of `multiplicities[k]` z^k, for n = the number of multiplicities, which is at least 1.
  [[nodiscard]] static Cyclotomic from_powers(std::vector<std::int64_t> multiplicities);

  /// The n of the root of unity in which it is written.
  [[nodiscard]] std::uint32_t root() const noexcept { return root_; }

  /// The coefficients of 1, z, z^2, ..., as many as Euler's phi of n.
  [[nodiscard]] std::vector<std::int64_t> const& coefficients() const noexcept {
    return coefficients_;
  }

  [[nodiscard]] bool is_integer() const noexcept;

  /// The number, rounded.
  [[nodiscard]] std::complex<double> value() const;

  /// As an integer, or as a sum such as `-1 - E(3)`, where E(n) is exp(2 pi i / n).
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(Cyclotomic const&, Cyclotomic const&) = default;

private:
  Cyclotomic(std::uint32_t root, std::vector<std::int64_t> coefficients)
      : root_{root}, coefficients_{std::move(coefficients)} {}

  std::uint32_t root_;
  std::vector<std::int64_t> coefficients_;
};

} // namespace equivarify::algebra

#endif
