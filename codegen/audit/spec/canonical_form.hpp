/// \file
/// A spec as its user wrote it, compared with the form in which a certificate holds it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_CANONICAL_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_CANONICAL_FORM_HPP

#include <nlohmann/json_fwd.hpp>

namespace equivarify::audit {

/// Whether \p canonical is what \p written means: every value in either is in the other, or is a
/// default, and layers without a name have the one derived from their place.
[[nodiscard]] bool is_canonical_form(nlohmann::json const& canonical, nlohmann::json written);

} // namespace equivarify::audit

#endif
