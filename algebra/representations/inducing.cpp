#include "equivarify/algebra/representations/inducing.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <algorithm>

namespace equivarify::algebra {

FaithfulQuotient make_faithful_quotient(Subgroup const& kernel) {
  Quotient const cosets = quotient(kernel);
  FaithfulQuotient result{cosets.group, {}, {}};
  for (Element const g : kernel.group().elements()) {
    result.projection.push_back(cosets.projection(g).index());
  }
  for (SubgroupClass const& subgroup_class : subgroup_classes(result.group)) {
    result.subgroups.push_back(subgroup_class.representative);
  }
  std::reverse(result.subgroups.begin(), result.subgroups.end());
  return result;
}

Inducing best_inducing(std::vector<Subgroup> const& subgroups,
                       std::vector<std::complex<double>> const& values,
                       DivisionRing ring) {
  std::uint32_t const copies_of_chi = ring == DivisionRing::quaternion ? 2 : 1;
  std::size_t best = 0;
  std::uint32_t best_mask = 0;
  std::uint32_t least = 0;
  for (std::size_t i = 0; i < subgroups.size() && least != 1; ++i) {
    std::vector<std::uint32_t> const counts =
        multiplicities(subgroups[i], sign_characters(subgroups[i]), values);
    for (std::uint32_t mask = 0; mask < counts.size(); ++mask) {
      std::uint32_t const multiplicity = counts[mask] / copies_of_chi;
      if (multiplicity != 0 && (least == 0 || multiplicity < least)) {
        best = i;
        best_mask = mask;
        least = multiplicity;
      }
    }
  }
  EQUIVARIFY_ASSERT(least != 0, "the regular representation lacks an irreducible one");
  return {induce(subgroups[best], sign_characters(subgroups[best]), best_mask), least};
}

} // namespace equivarify::algebra
