/// \file
/// Elementary abelian subgroups, over which a Fourier transform is made of butterflies.
#ifndef EQUIVARIFY_CODEGEN_FOURIER_SIGN_SUBGROUP_HPP
#define EQUIVARIFY_CODEGEN_FOURIER_SIGN_SUBGROUP_HPP

#include "equivarify/algebra/group.hpp"

#include <vector>

namespace equivarify::codegen {

/// A subgroup whose elements other than e have order 2; the element at index a is the product of
/// those generators whose bits are set in a.
struct SignSubgroup {
  std::vector<algebra::Element> generators;
  std::vector<algebra::Element> elements; ///< 2^generators
};

/// A large such subgroup of \p group: beginning at each involution in turn, commuting ones are
/// added as long as there are any, and the largest that comes of it is kept. Cost: O(|G|^2 2^k).
[[nodiscard]] SignSubgroup sign_subgroup(algebra::Group const& group);

/// Representatives of the left cosets g A, the first in the group's order of each.
[[nodiscard]] std::vector<algebra::Element> left_cosets(algebra::Group const& group,
                                                        SignSubgroup const& subgroup);

} // namespace equivarify::codegen

#endif
