/// \file
/// Heisenberg's model of magnets on a torus of 4 x 4 spins.
#ifndef EQUIVARIFY_TESTS_GALLERY_HEISENBERG_HPP
#define EQUIVARIFY_TESTS_GALLERY_HEISENBERG_HPP

#include <cstdint>
#include <vector>

namespace equivarify::gallery {

/// Rows and columns of the torus.
constexpr std::uint32_t spin_rows = 4;

/// The configurations of 16 spins of which 8 point up, as bits, row by row: 12,870 of them.
[[nodiscard]] std::vector<std::uint32_t> const& spin_configurations();

/// A state of least energy among those with one character of the shifts.
struct SpinState {
  double energy;                 ///< of all spins, in units of the coupling
  std::vector<double> amplitude; ///< of each configuration; the mean of their squares is 1
};

/// The state of least energy whose amplitudes change their signs in each shift by one row or one
/// column where \p sign is -1, and in none where it is 1. For both it is the least of all states of
/// those amplitudes: the ground state of the model for 1, its lowest magnon for -1. By iterating a
/// shifted Hamiltonian. Cost: about 500 products of it with a vector.
[[nodiscard]] SpinState lowest_spin_state(int sign);

} // namespace equivarify::gallery

#endif
