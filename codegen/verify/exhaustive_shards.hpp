/// \file
/// The exhaustive checks of the lemmas as work in shards.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_EXHAUSTIVE_SHARDS_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_EXHAUSTIVE_SHARDS_HPP

#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <cstddef>
#include <functional>

namespace equivarify::codegen {

/// Who does which shards, and how long.
struct ShardRequest {
  runtime::ShardPlan plan{};
  std::size_t threads = 1;
  std::function<void(std::size_t done, std::size_t total)> watcher{}; ///< of this share
};

/// How far the checks came.
struct ShardProgress {
  std::size_t done = 0;
  std::size_t count = 0;

  [[nodiscard]] bool is_complete() const { return done == count; }
};

/// Does the exhaustive checks that verify() makes of \p network with \p options, cut into shards,
/// as far as \p request allows, shared by all of \p team. When all are done, `options.exhaustive`
/// is what they saw. That does not depend on who did them.
///
/// \throws AlgebraError when the folder has results of other work, cannot be written, or is locked;
/// OtherRankFailed.
ShardProgress check_lemmas_in_shards(Network const& network,
                                     ShardRequest const& request,
                                     runtime::Team& team,
                                     VerificationOptions& options);

} // namespace equivarify::codegen

#endif
