/// \file
/// When two numbers count as the same.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_TOLERANCE_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_TOLERANCE_HPP

#include <cstdint>
#include <string>

namespace equivarify::algebra::probe {

/// The type in which the function under test computes its numbers.
enum class Precision { single_precision, double_precision };

/// How far apart two numbers may be; any one of the three bounds is enough. All zero: the same
/// bits. A NaN agrees with a NaN alone.
struct Tolerance {
  double absolute = 0;    ///< |a - b| at most this
  double relative = 0;    ///< |a - b| at most this times the larger of |a| and |b|
  std::uint64_t ulps = 0; ///< at most so many numbers of the precision apart
  Precision precision = Precision::single_precision;

  [[nodiscard]] bool exact() const noexcept {
    return absolute == 0 && relative == 0 && ulps == 0; // NOLINT: unset bounds are exactly 0
  }

  /// Whether \p a and \p b count as the same. Where \p b was \p negated, zero is so with either
  /// sign: 0 = -0 is no difference of the function under test.
  [[nodiscard]] bool agree(double a, double b, bool negated = false) const noexcept;
};

/// How many numbers of \p precision lie between \p a and \p b, counting one of them; the largest
/// number where one is a NaN or an infinity and the other is not.
[[nodiscard]] std::uint64_t ulps_between(double a, double b, Precision precision) noexcept;

/// The tolerance in words: `to the bit`, `within 1e-05`, `within 4 ulps`.
[[nodiscard]] std::string to_string(Tolerance const& tolerance);

} // namespace equivarify::algebra::probe

#endif
