#include "equivarify/algebra/named_groups.hpp"

#include <iostream>

int main() {
  std::cout << equivarify::algebra::dihedral(4).order() << '\n';
}
