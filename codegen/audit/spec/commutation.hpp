/// \file
/// That the layers which a theorem supposes to commute with the group do so.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_COMMUTATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_COMMUTATION_HPP

#include "equivarify/codegen/audit/proof/theory.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/layer_judge.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// The layers that \p network, the theorem of a network, supposes to commute, in order. Its other
/// hypotheses are that X, Y and the values after these layers are G-sets, which holds as they are
/// built: see movers_of(). \throws Refusal for any other hypothesis
[[nodiscard]] std::vector<std::string> layers_supposed(DemandedTheorem const& network);

/// Where the values of a block branch, the theorem supposes of the block alone that it commutes: so
/// it does when each of its layers does, each value being moved by one motion for all who read it.
///
/// Checks that each layer L of \p spec, a canonical form that describes \p described, that is used
/// as it is commutes with the group, or with the subgroup of `already`, and that these are
/// \p supposed: L(g v) = g L(v) for every generator g and all weights and inputs v. For that, each
/// output of L(g v) must be made of the same entries, with the same weights and signs, as the
/// output of L(v) that g puts there; a pointwise layer that is not odd, a largest entry and a
/// reduction must see no change of sign.
///
/// \throws Refusal with the first reason, and beyond bounds::layer_terms or bounds::moved_entries
/// before any term is compared. Cost: terms x generators; memory for values and tied weights of one
/// layer.
[[nodiscard]] LayersChecked check_layers(Described const& described,
                                         nlohmann::json const& spec,
                                         std::vector<std::string> const& supposed);

/// The member `layers` that a certificate of \p spec has: its findings on these layers.
[[nodiscard]] nlohmann::json layer_findings(Described const& described, nlohmann::json const& spec);

/// What the theorem of \p spec rests on and nobody has checked, a statement each: of the sums in
/// its \p layers, and of means, where the construction takes them.
[[nodiscard]] std::vector<std::string> supposed_of(nlohmann::json const& spec,
                                                   LayersChecked const& layers);

} // namespace equivarify::audit

#endif
