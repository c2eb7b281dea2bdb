/// \file
/// The auditor's table of axioms and theorems, as text.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_THEORY_TABLE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_THEORY_TABLE_HPP

#include <string_view>

namespace equivarify::audit {

/// One line each for the axioms, hypotheses and claims that theory() reads.
[[nodiscard]] std::string_view theory_table();

} // namespace equivarify::audit

#endif
