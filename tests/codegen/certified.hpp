/// \file
/// Certificates of networks, and what the auditor says of them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_CERTIFIED_HPP
#define EQUIVARIFY_TESTS_CODEGEN_CERTIFIED_HPP

#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/certificate/certificate.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"

#include <optional>
#include <string>

namespace equivarify::codegen {

inline std::string certificate_of(Network const& network) {
  return certificate(network, prove_symbolically(network));
}

/// The message of the refusal of \p text, a certificate, about \p spec where that is not empty;
/// nothing if it is accepted.
inline std::optional<std::string> refusal(std::string const& text, std::string const& spec = "") {
  try {
    audit::Accepted const accepted = audit::audit(text);
    if (!spec.empty()) {
      audit::check_spec(accepted, spec);
    }
    return std::nullopt;
  } catch (audit::Refusal const& error) {
    return error.what();
  }
}

} // namespace equivarify::codegen

#endif
