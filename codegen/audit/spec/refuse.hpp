/// \file
/// The checks of specs and structures, each with a name.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_REFUSE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_REFUSE_HPP

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <string>

namespace equivarify::audit {

#ifdef EQUIVARIFY_AUDIT_MUTANTS
/// Whether a test tries the auditor without the check \p name. Only a test is compiled with this.
[[nodiscard]] bool is_left_out(std::string const& name);
#endif

/// Refuses with \p reason; \p check names the check that failed, once in the sources of this
/// folder. A test leaves out one check at a time and shows that something false is then accepted:
/// so what follows must bear that this returns.
inline void refuse([[maybe_unused]] char const* check, std::string const& reason) {
#ifdef EQUIVARIFY_AUDIT_MUTANTS
  if (is_left_out(check)) {
    return;
  }
#endif
  throw Refusal{reason};
}

} // namespace equivarify::audit

#endif
