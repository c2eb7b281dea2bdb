/// \file
/// equivarify inspect: what each construction of a model would cost.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_INSPECT_COSTS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_INSPECT_COSTS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <string>

namespace equivarify::codegen {

/// A table of the constructions that `lift` makes of \p lifted under the group and action of \p
/// frame: copies, multiply-adds, how many times those of the file these are, weights, memory; below
/// it where one does not apply, and why. \p called is what messages call a spec. Cost: that of
/// reading a spec, for each.
[[nodiscard]] std::string costs_text(LiftedNetwork const& lifted,
                                     SpecFrame const& frame,
                                     algebra::Group const& group,
                                     std::string const& called);

} // namespace equivarify::codegen

#endif
