/// \file
/// The decision about a candidate as work in shards.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_DECIDE_SHARDS_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_DECIDE_SHARDS_HPP

#include "equivarify/algebra/equivarifications/decision.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <optional>
#include <string>

namespace equivarify::codegen {

/// What was decided, and how far.
struct ShardedDecision {
  runtime::ShardProgress progress{};
  std::optional<algebra::Decision> decision{}; ///< on the first rank, when all shards are done
};

/// algebra::decide() with a shard for each subgroup of \p inputs, as far as \p request allows,
/// shared by all of \p team. \p question is what distinguishes the work from other work, lines
/// `NAME: VALUE`. The decision has passed algebra::check_decision(), so that it is right whatever
/// the shards say.
///
/// \throws what decide() throws; DataError when the folder has results of other work or none that
/// such work has, cannot be written, or is locked; OtherRankFailed.
[[nodiscard]] ShardedDecision decide_in_shards(algebra::Candidate const& candidate,
                                               algebra::InputClass const& inputs,
                                               std::string const& question,
                                               runtime::ShardRequest const& request,
                                               runtime::Team& team);

} // namespace equivarify::codegen

#endif
