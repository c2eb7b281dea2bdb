/// \file
/// Rotors on the cells of a torus, each coupled to its four neighbours.
#ifndef EQUIVARIFY_TESTS_GALLERY_ROTORS_HPP
#define EQUIVARIFY_TESTS_GALLERY_ROTORS_HPP

#include <array>
#include <cmath>
#include <cstddef>

namespace equivarify::gallery {

/// The cosine and the sine of the angle of each rotor, row by row.
struct Rotors {
  static constexpr std::size_t size = 6;
  static constexpr std::size_t count = size * size;
  std::array<double, count> cosine{};
  std::array<double, count> sine{};
};

/// What is measured of rotors, for each of them.
struct RotorMeans {
  double energy = 0;               ///< minus the mean cosine of the angles between neighbours
  std::array<double, 2> current{}; ///< the mean sine of the angle to the next row, the next column
};

/// The means of \p rotors.
[[nodiscard]] inline RotorMeans means_of(Rotors const& rotors) {
  RotorMeans means;
  constexpr std::size_t size = Rotors::size;
  for (std::size_t cell = 0; cell < Rotors::count; ++cell) {
    std::size_t const row = cell / size;
    std::size_t const column = cell % size;
    std::array<std::size_t, 2> const next{(row + 1) % size * size + column,
                                          row * size + (column + 1) % size};
    for (std::size_t axis = 0; axis < 2; ++axis) {
      std::size_t const other = next[axis];
      means.energy -=
          (rotors.cosine[other] * rotors.cosine[cell] + rotors.sine[other] * rotors.sine[cell]) /
          (2 * Rotors::count);
      means.current[axis] +=
          (rotors.sine[other] * rotors.cosine[cell] - rotors.cosine[other] * rotors.sine[cell]) /
          Rotors::count;
    }
  }
  return means;
}

} // namespace equivarify::gallery

#endif
