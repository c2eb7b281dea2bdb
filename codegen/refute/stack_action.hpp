/// \file
/// The action that is claimed on each value of a network with blocks used as they are, entry by
/// entry.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_STACK_ACTION_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_STACK_ACTION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/value_action.hpp"

#include <optional>
#include <vector>

namespace equivarify::codegen {

/// How \p g moves a value of \p shape, all copies together, on which the group acts by \p action:
/// for each entry of g v the entry of v that stands there, and whether it is negated. Nothing for
/// planes of another size than the input's that the motion of g does not keep, where g moves the
/// entries of the input in a way that is no motion of its axes, or where it moves or negates some
/// channels and there are others here.
[[nodiscard]] std::optional<algebra::SignedPermutation> motion_of(Network const& network,
                                                                  ValueAction const& action,
                                                                  Shape const& shape,
                                                                  algebra::Element g);

/// The same of the entries of all values that \p layer reads, one value after another, on which the
/// group acts by \p actions.
[[nodiscard]] std::optional<algebra::SignedPermutation>
motion_of_inputs(Network const& network,
                 std::vector<ValueAction> const& actions,
                 Layer const& layer,
                 algebra::Element g);

/// The value g v.
[[nodiscard]] std::vector<float> moved(algebra::SignedPermutation const& motion,
                                       std::vector<float> const& value);

} // namespace equivarify::codegen

#endif
