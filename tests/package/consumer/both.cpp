// A program of two components at once: a group of the algebra, and the elements of it that the
// runtime would try.
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"

#include <iostream>

int main() {
  auto const order = equivarify::algebra::dihedral(4).order();
  std::cout << equivarify::runtime::tried_text(
                   equivarify::runtime::tried_elements(order, 3, 1).size(), order)
            << '\n';
}
