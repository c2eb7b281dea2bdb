/// \file
/// The concrete parts of a certificate, recomputed from its spec.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRUCTURE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRUCTURE_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace equivarify::audit {

/// What was found of a group.
struct Structure {
  std::size_t order = 0;
  std::size_t copies = 0; ///< of G/N for a kernel quotient, else of G
};

/// \throws Refusal unless `group`, `action`, `kernel` and, where F is averaged, posed or coinduced,
/// `subgroup` of \p certificate are those of its `spec`, and there is nothing else beside what
/// every certificate has: the table is one of a group, isomorphic to the spec's by its generators;
/// the generators move the entries as the spec says, and that keeps every product of the table;
/// kernel and subgroup, their cosets and the sections through them are those of the spec.
[[nodiscard]] Structure check_structure(nlohmann::json const& certificate);

} // namespace equivarify::audit

#endif
