/// \file
/// Answers that are no numbers.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_NOT_FINITE_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_NOT_FINITE_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// Counts the answers in which a number is not finite, such as where inputs are too large for a
/// network, and keeps where the first of them was.
struct NotFinite {
  std::size_t answers = 0;
  std::size_t image = 0;   ///< of the first
  std::size_t element = 0; ///< that turned it

  /// Takes in \p numbers, which came out for \p image_number turned by \p g.
  void add(std::span<float const> numbers, std::size_t image_number, std::size_t g) {
    if (std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::isfinite(x); })) {
      return;
    }
    if (answers == 0) {
      image = image_number;
      element = g;
    }
    answers += 1;
  }
};

} // namespace equivarify::runtime

#endif
