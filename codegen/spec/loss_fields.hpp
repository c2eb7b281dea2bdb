/// \file
/// The fields of an output that say what it is trained for.
#ifndef EQUIVARIFY_CODEGEN_SPEC_LOSS_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_LOSS_FIELDS_HPP

#include "equivarify/codegen/spec/member.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// `loss`, one of \p losses.
[[nodiscard]] Member<OutputSpec> loss_member(std::vector<Loss> const& losses, std::string help);

/// The same of a head that takes all of its entries together.
[[nodiscard]] Member<OutputSpec> loss_of_entries_member();

/// `class_weights`, a number for each class.
[[nodiscard]] Member<OutputSpec> class_weights_member();

/// `weight`, of the loss in that of the network.
[[nodiscard]] Member<OutputSpec> loss_weight_member();

} // namespace equivarify::codegen

#endif
