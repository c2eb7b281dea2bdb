/// \file
/// What weights that a subgroup ties are of one another.
#ifndef EQUIVARIFY_RUNTIME_BASE_TIES_HPP
#define EQUIVARIFY_RUNTIME_BASE_TIES_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace equivarify::runtime {

/// What the weight at one place in file order is: `sign` times that at `place`. Zero where the sign
/// is.
struct Tie {
  std::size_t place;
  int sign;
};

/// \p orbits has the places of one period, of n: f for the place f, n + f for minus what is there,
/// 2 n for zero.
inline Tie tie_at(std::span<std::uint32_t const> orbits, std::size_t place) {
  std::size_t const n = orbits.size();
  std::size_t const within = place % n;
  std::size_t const orbit = orbits[within];
  return {place - within + orbit % n, orbit < n ? 1 : orbit < 2 * n ? -1 : 0};
}

/// \p value with the sign \p sign; to change it changes one bit.
inline float signed_value(float value, int sign) {
  return sign > 0 ? value : sign < 0 ? -value : 0.0F;
}

/// What the first of \p values, in file order, that is not what \p orbits says should be, in words;
/// empty if all are, or if there are no orbits.
inline std::string first_untied(std::span<float const> values,
                                std::span<std::uint32_t const> orbits) {
  for (std::size_t i = 0; !orbits.empty() && i < values.size(); ++i) {
    Tie const tie = tie_at(orbits, i);
    if (values[i] != signed_value(values[tie.place], tie.sign)) {
      std::string const what = tie.sign == 0 ? "0" : "that at place " + std::to_string(tie.place);
      return "holds " + std::to_string(values[i]) + " at place " + std::to_string(i) +
             ", where the spec ties it to " + (tie.sign < 0 ? "minus " : "") + what;
    }
  }
  return {};
}

} // namespace equivarify::runtime

#endif
