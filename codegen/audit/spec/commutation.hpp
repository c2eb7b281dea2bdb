/// \file
/// That the layers which a theorem supposes to commute with the group do so.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_COMMUTATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_COMMUTATION_HPP

#include "equivarify/codegen/audit/proof/theory.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// What was compared.
struct LayersChecked {
  std::size_t layers = 0;
  std::size_t outputs = 0; ///< of all of them
  std::size_t terms = 0;   ///< of all outputs; compared for each generator
  bool has_sums = false;   ///< whether some layer adds its terms, which may come in another order
};

/// The rules by which check_layers() judges, in the order in which it does: those about the member
/// `layers` of a certificate have the names of its members, the others speak of the layers as the
/// spec has them.
[[nodiscard]] std::vector<std::string> const& layer_rules();

/// The layers that \p network, the theorem of a network, supposes to commute, in order. Its other
/// hypotheses are that X, Y and the values after these layers are G-sets, which holds as they are
/// built: see movers_of(). \throws Refusal for any other hypothesis
[[nodiscard]] std::vector<std::string> layers_supposed(DemandedTheorem const& network);

/// What the theorem of \p spec, in canonical form, rests on and nobody has checked, a statement
/// each: of the sums in its \p layers, and of means, where the construction takes them.
[[nodiscard]] std::vector<std::string> supposed_of(nlohmann::json const& spec,
                                                   LayersChecked const& layers);

/// Checks that each layer L which the theorem of the network of \p certificate supposes to commute,
/// and so each of \p supposed, their names, in order, does: L(g v) = g L(v) for every generator g
/// and all weights and inputs v. For that, each output of L(g v) must be made of the same entries,
/// with the same weights and signs, as the output of L(v) that g puts there; a pointwise layer that
/// is not odd, a largest entry and a reduction must see no change of sign. Then that the member
/// `layers` says the same.
///
/// \throws Refusal with the first reason, and if more than 2^27 terms would be compared, or more
/// than 2^24 entries of one value moved, before any is. \p left_out, a rule, is not applied: tests
/// show so that each is needed. Cost: terms x generators, memory for values and tied weights of one
/// layer.
///
/// \pre check_structure() accepts \p certificate
[[nodiscard]] LayersChecked check_layers(nlohmann::json const& certificate,
                                         std::vector<std::string> const& supposed,
                                         std::string const& left_out = "");

} // namespace equivarify::audit

#endif
