/// \file
/// What a spec describes, as a certificate has it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRUCTURE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRUCTURE_HPP

#include "equivarify/codegen/audit/spec/described.hpp"

#include <nlohmann/json_fwd.hpp>

namespace equivarify::audit {

/// The members `group`, `action`, `kernel`, `parameters` and, where there are some, `subgroup` and
/// `outputs` that a certificate of \p described has: all its numbers follow from the spec.
[[nodiscard]] nlohmann::json structure_of(Described const& described);

} // namespace equivarify::audit

#endif
