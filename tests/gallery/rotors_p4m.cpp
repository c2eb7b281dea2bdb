#include <array>
#include <cmath>
#include <cstddef>

#include "rotors.hpp"
#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr double turn = 6.283185307179586;

// Angles that grow along the rows and along the columns, by so many whole turns around the torus,
// and heat, which is more or less. Such a state carries a current without end.
void add_row(Random& random, Split& split) {
  double const start = random.uniform(0, turn);
  double const heat = random.uniform(0, 1.2);
  std::array<double, 2> step{};
  for (double& angle : step) {
    angle = turn * (static_cast<double>(random.below(5)) - 2) / Rotors::size;
  }
  Rotors rotors;
  for (std::size_t cell = 0; cell < Rotors::count; ++cell) {
    double const angle = start + step[0] * static_cast<double>(cell / Rotors::size) +
                         step[1] * static_cast<double>(cell % Rotors::size) + heat * noise(random);
    rotors.cosine[cell] = std::cos(angle);
    rotors.sine[cell] = std::sin(angle);
  }
  for (auto const& part : {rotors.cosine, rotors.sine}) {
    for (double const value : part) {
      split.field("inputs").add(value);
    }
  }
  RotorMeans const means = means_of(rotors);
  for (double const value : means.current) {
    split.field("current").add(value);
  }
  split.field("energy").add(means.energy);
}

} // namespace

std::vector<Split> rotors_p4m(fs::path const&) {
  return draw({{"inputs", {2, Rotors::size, Rotors::size}}, {"current", {2}}, {"energy", {1}}},
              8000,
              500,
              add_row);
}

} // namespace equivarify::gallery
