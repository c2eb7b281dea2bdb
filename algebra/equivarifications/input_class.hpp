/// \file
/// Classes of inputs: which subgroups may be stabilizers of the points of a G-set X.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_INPUT_CLASS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_INPUT_CLASS_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <vector>

namespace equivarify::algebra {

/// The G-sets whose stabilizers are conjugate to one of a list of subgroups. An equivarification
/// lifts all maps from all G-sets (absolute), or from those of one class (relative).
struct InputClass {
  bool absolute = false;           ///< whether every G-set belongs to the class
  std::vector<Subgroup> subgroups; ///< one of each conjugacy class, the largest first
  /// False for all G-sets of a group whose subgroups are too many to list: only normal subgroups
  /// are here, G and 1 among them.
  bool complete = true;
};

/// Every G-set. Cost: that of subgroup_classes().
[[nodiscard]] InputClass all_inputs(Group const& group);

/// The G-sets on which only e fixes any point.
[[nodiscard]] InputClass free_inputs(Group const& group);

/// The G-sets on which every element of \p normal acts trivially. Cost: that of subgroup_classes()
/// of the quotient.
///
/// \throws AlgebraError unless \p normal is normal; LimitError if its quotient has too many
/// subgroups.
[[nodiscard]] InputClass inputs_fixed_by(Subgroup const& normal);

/// The G-sets whose stabilizers are conjugate to one of \p subgroups. Cost: O(|G|) conjugates for
/// each distinct one.
[[nodiscard]] InputClass inputs_with_stabilizers(std::vector<Subgroup> const& subgroups);

/// The G-sets whose stabilizers occur in \p set as well.
[[nodiscard]] InputClass inputs_like(SchreierGraph const& set);

/// The arrays of values of any kind on the points of \p places: g moves the values with the points.
/// H is the stabilizer of an array exactly if it contains every g that maps each orbit of H to
/// itself. Cost: that of subgroup_classes(), then O(|G| n) for each class.
///
/// \throws LimitError if there are too many subgroups.
[[nodiscard]] InputClass arrays_on(GSet const& places);

/// The elements that act trivially on every G-set of \p inputs: the intersection of all conjugates
/// of its subgroups. \pre \p inputs has a subgroup.
[[nodiscard]] Subgroup kernel(InputClass const& inputs);

/// The elements that \p along takes into \p subgroup.
[[nodiscard]] Subgroup preimage(Homomorphism const& along, Subgroup const& subgroup);

/// The different conjugates of \p subgroup.
[[nodiscard]] std::vector<Subgroup> conjugates(Subgroup const& subgroup);

} // namespace equivarify::algebra

#endif
