/// \file
/// Random numbers that are the same bits with every compiler and standard library.
#ifndef EQUIVARIFY_RUNTIME_BASE_RANDOM_HPP
#define EQUIVARIFY_RUNTIME_BASE_RANDOM_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace equivarify::runtime {

/// The generator xoshiro256** of Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators" (2021). The standard's distributions and std::shuffle are left to each library's
/// taste; everything here is exact.
class Random {
public:
  using State = std::array<std::uint64_t, 4>;

  /// A generator whose state is spread from \p seed by splitmix64, as its authors advise.
  explicit Random(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9e3779b97f4a7c15;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
      word = z ^ (z >> 31U);
    }
  }

  /// A generator that goes on from \p state, which must not be all zeros.
  explicit Random(State const& state) : state_(state) {}

  /// What a second generator needs to go on from here.
  [[nodiscard]] State const& state() const { return state_; }

  /// The next 64 random bits.
  std::uint64_t next() {
    std::uint64_t const result = std::rotl(state_[1] * 5, 7) * 9;
    std::uint64_t const shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// A number below \p bound, each equally likely; \p bound must not be 0.
  std::uint64_t below(std::uint64_t bound) {
    // The lowest 2^64 mod bound numbers are passed over, so that the rest falls into equal classes.
    std::uint64_t const surplus = (0 - bound) % bound;
    std::uint64_t number = next();
    while (number < surplus) {
      number = next();
    }
    return number % bound;
  }

  /// A multiple of 2^-53 in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

  /// A number in [\p low, \p high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Puts \p values in a random order, each equally likely, by the method of Fisher and Yates.
  template <typename T>
  void shuffle(std::span<T> values) {
    for (std::size_t left = values.size(); left > 1; --left) {
      std::swap(values[left - 1], values[below(left)]);
    }
  }

private:
  State state_{};
};

} // namespace equivarify::runtime

#endif
