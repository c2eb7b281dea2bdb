/// \file
/// Several networks as one: a family that the group permutes.
#ifndef EQUIVARIFY_CODEGEN_LIFT_FAMILY_HPP
#define EQUIVARIFY_CODEGEN_LIFT_FAMILY_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// A network of a family, and the file that it is from.
struct FamilyMember {
  std::string path;
  LiftedNetwork network;
};

/// The family F : A x X -> Z of \p members F(a, .) as one network X -> Z^A, x -> (F(a, x))_a: all
/// of them next to one another on the same inputs, their outputs in a row, those of the first
/// member first. Let G act on A and on Z. F is equivariant, F(g a, g x) = g F(a, x), if and only if
/// this network is so for (g s)(a) = g s(g^-1 a), the action of `family_motion`. Layer L of member
/// a is called `fA_L`, members being counted from 1.
///
/// \pre there are at least two, with flat outputs
/// \throws InputError about the first that has another input or output than the first member.
[[nodiscard]] LiftedNetwork family_of(std::vector<FamilyMember> const& members);

/// How g moves Z^A where it moves the members by \p members and the entries of Z by \p entries:
/// entry i of Z at a comes from entry entries.gather[i] at members.gather[a].
///
/// \pre \p members changes no signs
[[nodiscard]] algebra::SignedPermutation family_motion(algebra::SignedPermutation const& members,
                                                       algebra::SignedPermutation const& entries);

} // namespace equivarify::codegen

#endif
