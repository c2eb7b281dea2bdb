/// \file
/// The search for labelled orbits as work in shards.
#ifndef EQUIVARIFY_CODEGEN_EXPLORE_ORBIT_SHARDS_HPP
#define EQUIVARIFY_CODEGEN_EXPLORE_ORBIT_SHARDS_HPP

#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What was found, and how far.
struct ShardedOrbits {
  runtime::ShardProgress progress{};
  /// What each sweep finds; on the first rank, when all shards are done.
  std::vector<algebra::SweptOrbits> swept{};
};

/// Does \p sweeps, cut into shards of so many maps each that neither threads nor ranks matter, as
/// far as \p request allows, shared by all of \p team. \p question is what distinguishes the work
/// from other work, lines `NAME: VALUE`.
///
/// What shards say is not believed: each map must stand for an orbit, and different ones must be as
/// many as there are orbits.
///
/// \throws DataError when the folder has results of other work or none that such work has, cannot
/// be written, or is locked; OtherRankFailed.
[[nodiscard]] ShardedOrbits sweep_in_shards(std::vector<algebra::OrbitSweep> const& sweeps,
                                            std::string const& question,
                                            runtime::ShardRequest const& request,
                                            runtime::Team& team);

} // namespace equivarify::codegen

#endif
