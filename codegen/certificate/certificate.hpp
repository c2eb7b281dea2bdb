/// \file
/// The certificate of a verification: all that a judge needs who trusts nothing of ours.
#ifndef EQUIVARIFY_CODEGEN_CERTIFICATE_CERTIFICATE_HPP
#define EQUIVARIFY_CODEGEN_CERTIFICATE_CERTIFICATE_HPP

#include "equivarify/algebra/proof/prover.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The certificate, JSON that `equivarify-audit` replays; the README beside this file describes
/// every field.
///
/// \pre every claim of \p theorems is proved
[[nodiscard]] std::string certificate(Network const& network,
                                      std::vector<algebra::proof::ProvedTheorem> const& theorems);

} // namespace equivarify::codegen

#endif
