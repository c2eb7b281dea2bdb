/// \file
/// Which power of two activations are multiplied by before they are rounded.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_ACTIVATION_SCALE_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_ACTIVATION_SCALE_HPP

#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace equivarify::runtime {

/// Counts numbers by size, sixteen classes to a factor of two, and finds the scale with the least
/// squared error. The counts, and so the scale, do not depend on the order of the numbers.
class ActivationScale {
public:
  /// Of numbers after a relu, of which those below 0 become 0, or of numbers with a sign; they are
  /// cut off at \p highest.
  ActivationScale(bool relu, std::int64_t highest)
      : relu_(relu), levels_(static_cast<double>(highest)) {}

  void add(float value) {
    if (value > 0 || (!relu_ && value < 0)) {
      counts_[std::bit_cast<std::uint32_t>(std::abs(value)) >> dropped_bits] += 1;
    }
  }

  /// The a for which x 2^a, rounded and cut off, is best; \p otherwise if all numbers were 0.
  [[nodiscard]] int best(int otherwise) const {
    std::size_t last = counts_.size();
    while (last > 0 && counts_[last - 1] == 0) {
      --last;
    }
    if (last == 0) {
      return otherwise;
    }
    // From the scale that cuts nothing off to those that cut the most.
    int const safe = std::ilogb(levels_ / middle(last - 1)) - 1;
    constexpr int tries = 6;
    int result = safe;
    for (int a = safe; a < safe + tries; ++a) {
      result = error(a) < error(result) ? a : result;
    }
    return result;
  }

private:
  static constexpr unsigned dropped_bits = 19; // of the 23 of the fraction

  /// A number in the middle of class \p index.
  [[nodiscard]] static double middle(std::size_t index) {
    auto const bits = static_cast<std::uint32_t>(index) << dropped_bits;
    return static_cast<double>(std::bit_cast<float>(bits | 1U << (dropped_bits - 1)));
  }

  [[nodiscard]] double error(int a) const {
    double const step = std::ldexp(1.0, -a);
    double sum = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] != 0) {
        double const x = middle(i);
        double const cut = x - levels_ * step;
        double const rounded = std::min(x * x, step * step / 12);
        sum += static_cast<double>(counts_[i]) * (cut > step / 2 ? cut * cut : rounded);
      }
    }
    return sum;
  }

  bool relu_;
  double levels_;
  std::array<std::uint64_t, std::size_t{1} << (31 - dropped_bits)> counts_{};
};

} // namespace equivarify::runtime

#endif
