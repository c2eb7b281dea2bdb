/// \file
/// exp, exp(x) - 1 and tanh of several floats at once, with the bits of one float by itself.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_LANES_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_LANES_HPP

#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/elementary/doubles.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace equivarify::runtime::elementary {

/// How many floats are computed at once: as many as a register holds doubles.
inline constexpr std::size_t doubles = lanes / 2;

/// Gathers whether any of the values that are computed N at once is doubtful: too near to the
/// middle between two floats, or not a number. Then all are to be computed one by one.
template <std::size_t N>
class Doubt {
public:
  /// The floats next to \p y, as rounded() finds them.
  [[nodiscard, gnu::always_inline]] Vector<N>
  rounded(typename detail::DoublesOf<N>::DoubleLanes const& y) noexcept {
    constexpr double error = 0x1p-49;
    auto const below = __builtin_convertvector(y - y * error, Vector<N>);
    auto const above = __builtin_convertvector(y + y * error, Vector<N>);
    words_ |= below != above;
    return above;
  }

  /// Whether any was.
  [[nodiscard, gnu::always_inline]] bool any() const noexcept {
    std::array<std::int32_t, N> words{};
    std::memcpy(words.data(), &words_, sizeof words_);
    return std::any_of(words.begin(), words.end(), [](std::int32_t word) { return word != 0; });
  }

private:
  using Words [[gnu::vector_size(N * sizeof(std::int32_t))]] = std::int32_t;

  Words words_{};
};

namespace detail {

/// \p x as doubles, but not below \p low and not above \p high; what is no number stays so.
template <std::size_t N>
[[nodiscard, gnu::always_inline]] inline typename DoublesOf<N>::DoubleLanes
clamped(Vector<N> const& x, double low, double high) noexcept {
  using Real = typename DoublesOf<N>::DoubleLanes;
  auto const wide = __builtin_convertvector(x, Real);
  Real const above = wide < low ? Real{} + low : wide;
  return above > high ? Real{} + high : above;
}

} // namespace detail

/// exp(x).
template <std::size_t N>
[[nodiscard, gnu::always_inline]] inline Vector<N> exp(Vector<N> const& x,
                                                       Doubt<N>& doubt) noexcept {
  return doubt.rounded(detail::exp_in_doubles(detail::clamped<N>(x, -104.0, 89.0)));
}

/// exp(x) - 1.
template <std::size_t N>
[[nodiscard, gnu::always_inline]] inline Vector<N> expm1(Vector<N> const& x,
                                                         Doubt<N>& doubt) noexcept {
  return doubt.rounded(detail::expm1_in_doubles(detail::clamped<N>(x, -18.0, 89.0)));
}

/// tanh(x).
template <std::size_t N>
[[nodiscard, gnu::always_inline]] inline Vector<N> tanh(Vector<N> const& x,
                                                        Doubt<N>& doubt) noexcept {
  return doubt.rounded(detail::tanh_in_doubles(detail::clamped<N>(x, -9.5, 9.5)));
}

} // namespace equivarify::runtime::elementary

#endif
