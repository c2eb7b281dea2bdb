// A group and its subgroups, up to conjugacy.

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <iostream>

namespace algebra = equivarify::algebra;

int main() {
  algebra::Group const square = algebra::dihedral(4);
  algebra::Element const product = square.element_named("s r");
  std::cout << square.name() << " has " << square.order()
            << " elements; s r = " << square.name_of(product) << ", of order "
            << square.element_order(product) << '\n'
            << "centre " << algebra::centre(square).to_string() << '\n';

  for (algebra::SubgroupClass const& each : algebra::subgroup_classes(square)) {
    algebra::Subgroup const& subgroup = each.representative;
    std::cout << subgroup.to_string() << ": order " << subgroup.order() << ", conjugates "
              << each.members.size() << (subgroup.is_normal() ? ", normal" : "") << '\n';
  }
}
