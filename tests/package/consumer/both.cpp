// A program of two components at once: the group of the algebra, the digest of the runtime.
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/runtime/files/digest.hpp"

#include <iostream>

int main() {
  std::cout << equivarify::algebra::dihedral(4).order() << ' '
            << equivarify::runtime::sha256("D4").substr(0, 8) << '\n';
}
