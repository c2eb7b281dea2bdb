/// \file
/// The mean of numbers: the same to the bit in whatever order they come, and minus it where all are
/// negated.
///
/// The function has the keys of the numbers as its argument, whatever these are: the generator runs
/// it on keys that write down what is done to them, and `equivarify-audit` proves both laws of
/// that.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_ORDERED_MEAN_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_ORDERED_MEAN_HPP

#include "equivarify/runtime/arrays/vector.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace equivarify::runtime {

/// A number for each lane, as its absolute value with the sign as the last bit: as whole numbers
/// these are in the order of their size, whatever they are.
struct TermKeys {
  using Words [[gnu::vector_size(lanes * sizeof(std::uint32_t))]] = std::uint32_t;

  Words words;

  [[nodiscard]] static TermKeys of(std::array<float, lanes> const& values) {
    Words bits;
    std::memcpy(&bits, values.data(), sizeof bits);
    return {(bits << 1U) | (bits >> 31U)};
  }

  [[nodiscard]] Vector<lanes> size() const {
    Words const bits = words >> 1U;
    Vector<lanes> values;
    std::memcpy(&values, &bits, sizeof values);
    return values;
  }

  friend TermKeys smaller(TermKeys const& a, TermKeys const& b) {
    return {a.words < b.words ? a.words : b.words};
  }

  friend TermKeys larger(TermKeys const& a, TermKeys const& b) {
    return {a.words < b.words ? b.words : a.words};
  }

  /// The number, 0 where it is negative.
  friend Vector<lanes> positive_part(TermKeys const& key) {
    return (key.words & 1U) != 0U ? Vector<lanes>{} : key.size();
  }

  /// Minus the number, 0 where it is positive.
  friend Vector<lanes> negative_part(TermKeys const& key) {
    return (key.words & 1U) != 0U ? key.size() : Vector<lanes>{};
  }
};

/// \p value, with 0 for minus 0.
inline Vector<lanes> with_plain_zero(Vector<lanes> const& value) {
  return value + Vector<lanes>{};
}

/// Puts keys i and i + \p distance in order for each i in which the bit \p bit is that of \p set.
template <typename Keys>
void exchange(Keys& keys, std::size_t bit, std::size_t set, std::size_t distance) {
  for (std::size_t i = 0; i + distance < keys.size(); ++i) {
    if ((i & bit) == set) {
      auto const one = keys[i];
      auto const other = keys[i + distance];
      keys[i] = smaller(one, other);
      keys[i + distance] = larger(one, other);
    }
  }
}

/// Sorts the keys of each lane by merge exchange (K. E. Batcher; D. E. Knuth, The Art of Computer
/// Programming 3, algorithm 5.2.2 M): the same steps for all lanes, O(n log^2 n).
template <typename Keys>
void merge_exchange(Keys& keys) {
  std::size_t const widest = std::bit_ceil(keys.size()) / 2;
  for (std::size_t p = widest; p > 0; p /= 2) {
    exchange(keys, p, 0, p);
    for (std::size_t q = widest; q > p; q /= 2) {
      exchange(keys, p, p, q - p);
    }
  }
}

/// The mean of the numbers of \p keys, a container of one or more, which it sorts. Positive and
/// negative ones are summed apart, each in the order of size, and a zero has no sign.
template <typename Keys>
auto ordered_mean(Keys& keys) {
  merge_exchange(keys);
  auto positive = positive_part(keys[0]);
  auto negative = negative_part(keys[0]);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    positive += positive_part(keys[i]);
    negative += negative_part(keys[i]);
  }
  return with_plain_zero((positive - negative) / static_cast<float>(keys.size()));
}

} // namespace equivarify::runtime

#endif
