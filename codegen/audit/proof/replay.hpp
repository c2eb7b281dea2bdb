/// \file
/// Replays the proofs of a certificate, step by step.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_REPLAY_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_REPLAY_HPP

#include "equivarify/codegen/audit/proof/check.hpp"
#include "equivarify/codegen/audit/proof/theory.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace equivarify::audit {

/// What was replayed.
struct Replayed {
  std::size_t theorems = 0;
  std::size_t claims = 0;
  std::size_t steps = 0;
};

/// Replays `axioms` and `theorems` of a certificate against \p theory, the theorem of the network
/// last in it. \throws Refusal for the first thing that is not exactly as it must be.
Replayed replay(Theory const& theory, nlohmann::json const& axioms, nlohmann::json const& theorems);

/// The same with the check \p left_out: for tests alone, which show that each check is needed.
Replayed replay_without(Check left_out,
                        Theory const& theory,
                        nlohmann::json const& axioms,
                        nlohmann::json const& theorems);

} // namespace equivarify::audit

#endif
