/// \file
/// The layers of a spec, and the map that they are.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SPEC_TERM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SPEC_TERM_HPP

#include "equivarify/codegen/audit/spec/layer_class.hpp"
#include "equivarify/codegen/audit/translation/terms.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

namespace equivarify::audit {

/// The layers of \p spec, in canonical form, by name. \throws Refusal where two have one name.
[[nodiscard]] std::map<std::string, nlohmann::json const*> layers_of(nlohmann::json const& spec);

/// Under which name \p layer, of the class \p kind, is part of a term where it reads values of
/// \p channels channels, those of all copies that it sees: `relu` for each relu, since it does not
/// matter which of them it is. Of a normalisation the channels say what its weights are for.
[[nodiscard]] std::string
term_name(nlohmann::json const& layer, LayerClass kind, std::size_t channels);

/// The value of \p spec, in canonical form and with its parts joined, by the definitions of lift
/// and concatenation, block by block, over \p copies copies. A layer that changes no number is left
/// out: flatten, and dropout unless \p trains. \throws Refusal for a block that is used as it is.
[[nodiscard]] MapTerm
term_of_spec(nlohmann::json const& spec, std::size_t copies, bool trains, MapTerms& terms);

} // namespace equivarify::audit

#endif
