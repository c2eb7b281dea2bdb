/// \file
/// Channels that a subgroup moves to each other, of a network that is used as it is.
///
/// Such channels share what they are normalised by: a mean, up to the sign that changes on the way
/// from one to the other, and a variance. They are the statistics of the batch together with all
/// that the subgroup makes of its values.
#ifndef EQUIVARIFY_RUNTIME_NORM_CHANNEL_ORBITS_HPP
#define EQUIVARIFY_RUNTIME_NORM_CHANNEL_ORBITS_HPP

#include "equivarify/runtime/base/ties.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// Every channel is an orbit of its own.
struct NoOrbits {};

/// Means over the orbits of \p Channels channels. `Orbits::weight` says for each channel the first
/// of its orbit, as in ties.hpp, and `Orbits::bias` the same with signs; of both one may be
/// missing.
template <typename Orbits, std::size_t Channels>
class ChannelOrbits {
public:
  using Numbers = std::array<double, Channels>;

  /// Each of \p numbers, which change no sign, becomes the mean over its orbit.
  static void average(Numbers& numbers) {
    if constexpr (requires { Orbits::weight; }) {
      average_of<false>(numbers);
    }
  }

  /// The same of numbers that change their signs with their channels, to the bit: 0 for a channel
  /// that is moved to minus itself.
  static void average_with_signs(Numbers& numbers) {
    if constexpr (requires { Orbits::bias; }) {
      average_of<true>(numbers);
    }
  }

  /// The number of channels in the orbit of \p channel.
  static std::size_t size_of(std::size_t channel) {
    std::size_t count = 0;
    for (std::size_t c = 0; c < Channels; ++c) {
      count += first_of(c) == first_of(channel) ? 1U : 0U;
    }
    return count;
  }

private:
  static std::size_t first_of(std::size_t channel) {
    if constexpr (requires { Orbits::weight; }) {
      return tie_at(Orbits::weight, channel).place;
    } else {
      return channel;
    }
  }

  template <bool WithSigns>
  static double signed_as(std::size_t channel, double number) {
    if constexpr (WithSigns) {
      int const sign = tie_at(Orbits::bias, channel).sign;
      return sign > 0 ? number : sign < 0 ? -number : 0.0;
    } else {
      return number;
    }
  }

  template <bool WithSigns>
  static void average_of(Numbers& numbers) {
    Numbers sums{};
    Numbers counts{};
    for (std::size_t c = 0; c < Channels; ++c) {
      sums[first_of(c)] += signed_as<WithSigns>(c, numbers[c]);
      counts[first_of(c)] += 1.0;
    }
    for (std::size_t c = 0; c < Channels; ++c) {
      numbers[c] = signed_as<WithSigns>(c, sums[first_of(c)] / counts[first_of(c)]);
    }
  }
};

} // namespace equivarify::runtime

#endif
