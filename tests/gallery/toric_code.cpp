#include <array>
#include <bitset>
#include <cmath>
#include <vector>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t size = 3;
constexpr std::size_t plaquettes = size * size;
constexpr std::size_t qubits = 2 * plaquettes;
constexpr double error_rate = 0.1;

/// A qubit sits on each edge of a torus of squares: first on the edge above each square, then on
/// the one to its left.
using Errors = std::bitset<qubits>;
using Syndrome = std::bitset<plaquettes>;

std::size_t square(std::size_t row, std::size_t column) {
  return row % size * size + column % size;
}

/// Which squares see an odd number of flipped qubits around them.
Syndrome syndrome_of(Errors const& errors) {
  Syndrome syndrome;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      syndrome[square(i, j)] = errors[square(i, j)] ^ errors[square(i + 1, j)] ^
                               errors[plaquettes + square(i, j)] ^
                               errors[plaquettes + square(i, j + 1)];
    }
  }
  return syndrome;
}

} // namespace

// Kitaev's toric code of distance 3. All syndromes that can occur, and for each the probability
// that a qubit is flipped, exactly: a sum over all 2^18 errors, whose qubits flip independently.
std::vector<Split> toric_code(fs::path const&) {
  std::vector<double> total(std::size_t{1} << plaquettes);
  std::vector<std::array<double, qubits>> flipped(total.size());
  for (unsigned long bits = 0; bits < 1UL << qubits; ++bits) {
    Errors const errors(bits);
    double const probability = std::pow(error_rate / (1 - error_rate), errors.count());
    std::size_t const syndrome = syndrome_of(errors).to_ulong();
    total[syndrome] += probability;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) {
      flipped[syndrome][qubit] += errors[qubit] ? probability : 0;
    }
  }
  Split split{"train", {{"inputs", {1, size, size}}, {"flipped", {2, size, size}}}};
  for (std::size_t syndrome = 0; syndrome < total.size(); ++syndrome) {
    for (std::size_t cell = 0; total[syndrome] > 0 && cell < plaquettes; ++cell) {
      split.field("inputs").add(Syndrome(syndrome)[cell] ? 1 : 0);
    }
    for (std::size_t qubit = 0; total[syndrome] > 0 && qubit < qubits; ++qubit) {
      split.field("flipped").add(flipped[syndrome][qubit] / total[syndrome]);
    }
  }
  Split test = split;
  test.name = "test";
  return {split, test};
}

} // namespace equivarify::gallery
