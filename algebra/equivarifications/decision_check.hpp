/// \file
/// The second judge of a decision. It shares no method with decide().
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_DECISION_CHECK_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_DECISION_CHECK_HPP

#include "equivarify/algebra/equivarifications/decision.hpp"

namespace equivarify::algebra {

/// Checks the certificate in \p decision, by the definition and not by fixed points. No: every
/// point of W is tried as the image of the coset H, and none gives a lift. Yes: the lifts of the
/// section are equivariant and project to their maps, and composed with the maps G/H -> G/K they
/// lift each of the maps from each G/H of \p inputs, which are counted by trying labels
/// on the orbits of the subgroup that acts on them.
///
/// \throws InternalError if the certificate does not prove the verdict. Cost: as decide().
void check_decision(Candidate const& candidate, InputClass const& inputs, Decision const& decision);

} // namespace equivarify::algebra

#endif
