/// \file
/// Why a certificate is not accepted.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_REFUSAL_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_REFUSAL_HPP

#include <stdexcept>
#include <string>

namespace equivarify::audit {

/// A certificate that does not prove what it must; the message names the place and the reason.
class Refusal : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Refuses with \p reason unless \p condition holds.
inline void demand(bool condition, std::string const& reason) {
  if (!condition) {
    throw Refusal{reason};
  }
}

} // namespace equivarify::audit

#endif
