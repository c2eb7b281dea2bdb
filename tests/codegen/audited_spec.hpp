/// \file
/// Specs as the auditor reads them, next to what codegen makes of them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_AUDITED_SPEC_HPP
#define EQUIVARIFY_TESTS_CODEGEN_AUDITED_SPEC_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/spec_form.hpp"
#include "equivarify/codegen/audit/spec/strict_json.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// What the auditor says of a spec: its canonical form, or why it refuses it.
struct AuditedSpec {
  std::string canonical;
  std::string refusal;
};

inline AuditedSpec audit_spec(std::string const& text) {
  try {
    nlohmann::json const parsed = audit::parse_strictly(text);
    nlohmann::json const canonical = audit::canonical_form({parsed, ""});
    static_cast<void>(audit::describe(audit::joined_parts(canonical)));
    return {canonical.dump(), ""};
  } catch (audit::Refusal const& refusal) {
    return {"", refusal.what()};
  }
}

} // namespace equivarify::codegen

#endif
