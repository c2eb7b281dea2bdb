/// \file
/// Shards as a command of a program does them.
#ifndef EQUIVARIFY_RUNTIME_SHARDS_KEPT_SHARDS_HPP
#define EQUIVARIFY_RUNTIME_SHARDS_KEPT_SHARDS_HPP

#include "equivarify/runtime/shards/run_shards.hpp"

#include <string>

namespace equivarify::runtime {

/// What a person asks of work in shards.
struct ShardPlan {
  std::string folder{};      ///< where results are kept; empty: nowhere
  std::string share = "0/1"; ///< I/N: number I of N shares
  double budget_seconds = 0; ///< no shard is begun after so long; 0: no limit

  /// Whether it asks for more than all shards at once.
  [[nodiscard]] bool is_special() const;
};

/// The results of \p job as run_shards() finds them, with \p plan and \p watcher as its orders. The
/// first SIGINT or SIGTERM is a wish to begin no further shard. Who does all shards has a lock on
/// the folder; processes with a share each work in it at the same time.
///
/// \throws DataError for a share that is none and where another process has the lock, and what
/// run_shards() throws.
[[nodiscard]] ShardResults
run_kept_shards(Team& team,
                ShardJob const& job,
                ShardPlan const& plan,
                std::function<void(std::size_t done, std::size_t total)> watcher,
                ThreadPool& pool,
                ShardWork const& work);

} // namespace equivarify::runtime

#endif
