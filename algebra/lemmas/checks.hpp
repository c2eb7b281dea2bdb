/// \file
/// The checks behind the lemmas: each throws Refutation with the elements and points that break its
/// equations.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_CHECKS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_CHECKS_HPP

#include "equivarify/algebra/lemmas/instance.hpp"

namespace equivarify::algebra::lemmas {

/// e x = x, g (h x) = (g h) x on X, and the same for s in Z^{xG}.
void check_action(Trial& trial);

/// F^(g x) = g F^(x).
void check_lift_equivariant(Trial& trial);

/// p F^ = F.
void check_lift_projects(Trial& trial);

/// The equivariant H : X -> Z^{xG} that the tuple determines equals the lift of p H; every F is p
/// of its lift.
void check_lift_unique(Trial& trial);

/// The action on Z^{xG}, p onto, and the lift of F: the three clauses.
void check_equivarification(Trial& trial);

/// The lift of F2 F1 is lift(F2 p) lift(F1).
void check_compose(Trial& trial);

/// pi : W -> Z^{xG} for the equivarification W = Z^{xG} + (X, F).
void check_universal(Trial& trial);

/// N is normal and acts trivially; the lift to Z^{xG/N}; the inclusion and its image.
void check_kernel(Trial& trial);

/// A layer on concatenated copies, lifted again, is equivariant.
void check_concat(Trial& trial);

/// The label of x at the identity copy extends to every g x.
void check_labels(Trial& trial);

/// Each value of F occurs abs(G) times in the lift, nothing else does, and different maps have
/// different lifts.
void check_parameters(Trial& trial);

/// A tuple f has a point of (X, F) above it with its stabilizer if and only if p on the orbit of f
/// lifts to (X, F).
void check_decision(Trial& trial);

/// What the section makes of such points is equivariant, and pi takes it back to the orbit of f.
void check_section(Trial& trial);

} // namespace equivarify::algebra::lemmas

#endif
