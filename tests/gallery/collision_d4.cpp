#include <array>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

/// Deviations from rest are small; a network learns numbers of the size of 1 better.
constexpr double scale = 20;

/// Nine numbers f(e), one for each velocity e = (row, column) with entries -1, 0, 1, as a 3x3
/// plane: how much gas moves that way. So a turn of the velocities is one of the plane.
using Populations = std::array<double, 9>;

double weight(int row, int column) {
  return (row == 0 ? 2.0 / 3 : 1.0 / 6) * (column == 0 ? 2.0 / 3 : 1.0 / 6);
}

/// What collisions lead to where density and momentum are those of \p rho and \p row, \p column
/// (D2Q9; Qian, d'Humieres and Lallemand 1992).
Populations equilibrium(double rho, double row, double column) {
  Populations f{};
  for (int i = -1; i <= 1; ++i) {
    for (int j = -1; j <= 1; ++j) {
      double const eu = i * row + j * column;
      f[static_cast<std::size_t>(3 * (i + 1) + j + 1)] =
          weight(i, j) * rho * (1 + 3 * eu + 4.5 * eu * eu - 1.5 * (row * row + column * column));
    }
  }
  return f;
}

void add_row(Random& random, Split& split) {
  Populations f =
      equilibrium(random.uniform(0.9, 1.1), random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2));
  double rho = 0;
  double row = 0;
  double column = 0;
  for (std::size_t k = 0; k < 9; ++k) {
    f[k] += 0.01 * noise(random);
    rho += f[k];
    row += f[k] * (static_cast<int>(k / 3) - 1);
    column += f[k] * (static_cast<int>(k % 3) - 1);
  }
  Populations const after = equilibrium(rho, row / rho, column / rho);
  for (std::size_t k = 0; k < 9; ++k) {
    double const rest = weight(static_cast<int>(k / 3) - 1, static_cast<int>(k % 3) - 1);
    split.field("inputs").add(scale * (f[k] - rest));
    split.field("after").add(scale * (after[k] - rest));
  }
}

} // namespace

std::vector<Split> collision_d4(fs::path const&) {
  return draw({{"inputs", {1, 3, 3}}, {"after", {1, 3, 3}}}, 8000, 2000, add_row);
}

} // namespace equivarify::gallery
