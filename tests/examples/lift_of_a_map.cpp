// A G-set, its orbits, and a map made equivariant by its lift.

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <iostream>

namespace algebra = equivarify::algebra;

int main() {
  // The corners of a square under quarter turns, and the 16 pictures that colour each corner 0
  // or 1.
  algebra::Group const turns = algebra::cyclic(4);
  algebra::GSet const corners = algebra::GSet::from_generators(turns, 4, {{1, 2, 3, 0}});
  algebra::GSet const pictures = algebra::GSet::maps_into(corners, 2);
  for (algebra::Orbit const& orbit : algebra::orbits(pictures)) {
    std::cout << "picture " << orbit.front().index() << ": orbit of " << orbit.size()
              << ", stabilizer " << algebra::stabilizer(pictures, orbit.front()).to_string()
              << '\n';
  }

  // F tells the colour of corner 0, which is not the same after a turn. lift() throws if F^ does
  // not commute with the group.
  algebra::LabelMap map;
  for (algebra::Point const picture : pictures.points()) {
    map.push_back(picture.index() % 2);
  }
  algebra::LabelledSet const product = algebra::g_product(turns, 2);
  algebra::EquivariantMap const lifted = algebra::lift(pictures, map, product);

  bool projects = true;
  for (algebra::Point const picture : pictures.points()) {
    projects = projects && product.projection[lifted(picture).index()] == map[picture.index()];
  }
  std::cout << "p F^ = F " << (projects ? "at every picture" : "fails") << "; F^(picture 1) =";
  for (algebra::Label const label : algebra::coordinates(turns, 2, lifted(algebra::Point{1}))) {
    std::cout << ' ' << label;
  }
  std::cout << '\n';
}
