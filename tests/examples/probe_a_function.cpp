// Whether functions of which nothing is known are equivariant.

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/probe/probe.hpp"

#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

namespace algebra = equivarify::algebra;
namespace probe = equivarify::algebra::probe;

namespace {

/// The square of each pixel: it commutes with every motion of the picture.
std::vector<float> squares(std::vector<float> x) {
  for (float& pixel : x) {
    pixel *= pixel;
  }
  return x;
}

/// The picture with its first row black: a turn of the picture brings other pixels there.
std::vector<float> without_first_row(std::vector<float> x) {
  for (std::size_t column = 0; column < 4; ++column) {
    x[column] = 0;
  }
  return x;
}

} // namespace

int main() {
  auto const pictures =
      probe::ArrayAction::on_grid(algebra::cyclic(4), {1, 4, 4}, {{"quarter_turn"}});
  for (auto* const function : {squares, without_first_row}) {
    probe::ProbeReport const report =
        probe::probe(probe::make_black_box(function), pictures, pictures);
    for (std::string const& line : probe::to_lines(report, pictures, pictures, {})) {
      std::cout << line << '\n';
    }
  }
}
