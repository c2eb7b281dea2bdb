#include "equivarify/algebra/small_groups.hpp"

#include "equivarify/algebra/named_groups.hpp"

#include <algorithm>

namespace equivarify::algebra {

// H. S. M. Coxeter and W. O. J. Moser, Generators and Relations for Discrete Groups, table 1.
std::vector<Group> const& small_groups() {
  static std::vector<Group> const groups = [] {
    std::vector<Group> result;
    for (std::uint32_t n = 1; n <= 15; ++n) {
      result.push_back(cyclic(n));
    }
    for (std::uint32_t n = 3; n <= 7; ++n) {
      result.push_back(dihedral(n));
    }
    result.push_back(elementary_abelian(2, 2));
    result.push_back(elementary_abelian(2, 3));
    result.push_back(elementary_abelian(3, 2));
    result.push_back(direct_product(cyclic(2), cyclic(4)));
    result.push_back(direct_product(cyclic(2), cyclic(6)));
    result.push_back(dicyclic(2));
    result.push_back(dicyclic(3));
    result.push_back(alternating(4));
    std::stable_sort(result.begin(), result.end(), [](Group const& a, Group const& b) {
      return a.order() < b.order();
    });
    return result;
  }();
  return groups;
}

} // namespace equivarify::algebra
