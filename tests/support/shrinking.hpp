/// \file
/// RapidCheck generators whose values shrink by mathematics and not by the numbers they came from.
#ifndef EQUIVARIFY_TESTS_SUPPORT_SHRINKING_HPP
#define EQUIVARIFY_TESTS_SUPPORT_SHRINKING_HPP

#include <rapidcheck.h>

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace equivarify::support {

/// Smaller values to try instead of one that fails, each made when it is asked for; the smallest
/// first. Shrinking ends, for each value is smaller than the one it came from.
template <typename T>
using Smaller = std::vector<std::function<T()>>;

/// RapidCheck narrows ranges at small sizes; these values are small anyway.
inline constexpr int full_size = 100;

/// The values that \p make returns, drawing with operator* of generators inside; they shrink by
/// \p smaller alone.
template <typename T>
rc::Gen<T> shrinking(std::function<T()> make, Smaller<T> (*smaller)(T const&)) {
  rc::Gen<T> const drawn = rc::gen::exec(std::move(make));
  auto const shrinks = [smaller](T const& value) {
    return rc::seq::map(rc::seq::fromContainer(smaller(value)),
                        [](std::function<T()> const& candidate) { return candidate(); });
  };
  return rc::Gen<T>{[drawn, shrinks](rc::Random const& random, int) {
    return rc::shrinkable::shrinkRecur(drawn(random, full_size).value(), shrinks);
  }};
}

/// A number from \p least to \p most; for use inside shrinking().
inline std::uint32_t pick(std::uint32_t least, std::uint32_t most) {
  return *rc::gen::inRange<std::uint32_t>(least, most + 1);
}

/// The numbers 0, ..., n-1 in random order; for use inside shrinking().
inline std::vector<std::uint32_t> pick_order(std::uint32_t n) {
  std::vector<std::uint32_t> numbers(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    std::uint32_t const j = pick(0, i);
    numbers[i] = numbers[j];
    numbers[j] = i;
  }
  return numbers;
}

} // namespace equivarify::support

#endif
