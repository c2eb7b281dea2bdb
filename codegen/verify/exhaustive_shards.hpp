/// \file
/// The exhaustive checks of the lemmas as work in shards.
#ifndef EQUIVARIFY_CODEGEN_VERIFY_EXHAUSTIVE_SHARDS_HPP
#define EQUIVARIFY_CODEGEN_VERIFY_EXHAUSTIVE_SHARDS_HPP

#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

namespace equivarify::codegen {

/// Does the exhaustive checks that verify() makes of \p network with \p options, cut into shards,
/// as far as \p request allows, shared by all of \p team. When all are done, `options.exhaustive`
/// of the first rank is what they saw. That does not depend on who did them. A shard with another
/// number of cases than it has, with fewer equations than cases, or with keys that none has, is
/// refused. How many equations its cases have is believed: `request.plan.recheck` does them again.
///
/// \throws DataError when the folder has results of other work or none that such work has, cannot
/// be written, or is locked; OtherRankFailed.
runtime::ShardProgress check_lemmas_in_shards(Network const& network,
                                              runtime::ShardRequest const& request,
                                              runtime::Team& team,
                                              VerificationOptions& options);

} // namespace equivarify::codegen

#endif
