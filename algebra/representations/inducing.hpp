/// \file
/// Where to induce a real irreducible representation from.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_INDUCING_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_INDUCING_HPP

#include "equivarify/algebra/representations/monomial.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <complex>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A quotient of a group on which some character is faithful, with its subgroups.
struct FaithfulQuotient {
  Group group;
  std::vector<std::uint32_t> projection; ///< of each element of the larger group
  std::vector<Subgroup> subgroups;       ///< one of each class, by increasing index
};

/// The quotient by \p kernel, which is normal. \throws LimitError as subgroup_classes() does.
[[nodiscard]] FaithfulQuotient make_faithful_quotient(Subgroup const& kernel);

/// A representation by signed permutations and how often it contains the wanted one.
struct Inducing {
  MonomialRepresentation whole;
  std::uint32_t multiplicity = 0;
};

/// The representation induced from a homomorphism to {1, -1} on a subgroup of \p group that
/// contains the real irreducible representation over \p ring behind chi, with \p values, the fewest
/// times, and among those the one of least degree. That degree is the dimension of the wanted one
/// if and only if it has a basis of signed permutations: such a one is induced from the stabilizer
/// of the line of a basis vector. \p subgroups: one of each class, by increasing index.
///
/// Cost: O(order + 4^rank) for each subgroup.
[[nodiscard]] Inducing best_inducing(std::vector<Subgroup> const& subgroups,
                                     std::vector<std::complex<double>> const& values,
                                     DivisionRing ring);

} // namespace equivarify::algebra

#endif
