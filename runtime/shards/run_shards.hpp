/// \file
/// Doing the shards of a job that are not done yet.
#ifndef EQUIVARIFY_RUNTIME_SHARDS_RUN_SHARDS_HPP
#define EQUIVARIFY_RUNTIME_SHARDS_RUN_SHARDS_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/shards/shard_folder.hpp"
#include "equivarify/runtime/shards/shard_job.hpp"

#include <cstddef>
#include <functional>
#include <optional>

namespace equivarify::runtime {

/// Whether there is time for more of a shard; asked before each small piece of it.
using HasTime = std::function<bool()>;

/// Does the shard number \p shard on thread number \p thread of a pool; nothing where \p has_time
/// was asked and said no, for a shard is done whole or not at all.
using ShardWork = std::function<std::optional<ShardResult>(
    std::size_t shard, std::size_t thread, HasTime const& has_time)>;

/// What is told of the work.
struct ShardNews {
  /// On all ranks at once, before the first shard is begun: who is to do which. So ranks can bring
  /// one another what that takes.
  std::function<void(ShardsOfRanks const&)> assigned{};
  /// Told of the shards that this rank has done, one call at a time.
  std::function<void(std::size_t done, std::size_t total)> watcher{};
};

/// Which shards are done, and how long.
struct ShardOrders {
  Share share{};             ///< that of all ranks together
  double budget_seconds = 0; ///< nothing is begun after so long; 0: no limit
  /// Whether to begin nothing more, such as after Ctrl-C; asked by all threads at any time.
  std::function<bool()> stop{};
  std::optional<Share> recheck{}; ///< the kept shards in it are done again; none: all are believed
  ShardFolder const* folder = {}; ///< where results are kept as they come; none: nowhere
  ShardNews news{};
};

/// The results of \p job: those that the folder has, and those of the other shards in the share as
/// far as the orders allow, done by all ranks of \p team on all threads of each one's \p pool.
/// Shards after one that ends the job are left out, and so is a shard that is not done when time is
/// over. The first rank alone reads the folder, and each writes to it. All ranks get all results.
///
/// \throws DataError when ranks have different jobs, when a kept shard that is done again comes out
/// otherwise, and as ShardFolder does; OtherRankFailed; what
/// \p work throws. What is written by then stays.
[[nodiscard]] ShardResults run_shards(Team& team,
                                      ShardJob const& job,
                                      ShardOrders const& orders,
                                      ThreadPool& pool,
                                      ShardWork const& work);

} // namespace equivarify::runtime

#endif
