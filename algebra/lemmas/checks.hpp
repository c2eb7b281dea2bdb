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

/// Signed permutations are an action; the activation commutes with them; G fixes the bias.
void check_signs(Trial& trial);

/// R(g s) = g R(s), and R F^ = F exactly if F is equivariant.
void check_mean_head(Trial& trial);

/// Which points of X an equivariant map on the orbit of the tuple, or of a constant one, may take.
void check_finite_head(Trial& trial);

/// One answer is picked, equivariantly, exactly where nothing but e fixes the tuple.
void check_no_single_answer(Trial& trial);

/// The set of best answers turns with the tuple.
void check_best_answers(Trial& trial);

/// The sum of a class is the same for g s; the share of a pose turns.
void check_marginals(Trial& trial);

/// The targets of a class with symmetries turn, and so does their number.
void check_unknown_pose(Trial& trial);

/// The lift of a linear functional, and a linear layer on concatenated copies, are correlations.
void check_correlation(Trial& trial);

/// A tuple f has a point of (X, F) above it with its stabilizer if and only if p on the orbit of f
/// lifts to (X, F).
void check_decision(Trial& trial);

/// What the section makes of such points is equivariant, and pi takes it back to the orbit of f.
void check_section(Trial& trial);

} // namespace equivarify::algebra::lemmas

#endif
