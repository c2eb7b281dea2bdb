/// \file
/// Groups of matrices, built by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_MATRICES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_MATRICES_HPP

#include "equivarify/codegen/audit/spec/group.hpp"

namespace equivarify::audit {

/// The group of \p form, a spec's `matrices`. \throws Refusal unless the modulus is a prime and the
/// matrices are square, of one size and invertible.
[[nodiscard]] Group matrix_group(nlohmann::json const& form);

[[nodiscard]] bool is_prime(std::uint32_t p);

} // namespace equivarify::audit

#endif
