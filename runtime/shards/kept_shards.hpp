/// \file
/// Shards as a command of a program does them.
#ifndef EQUIVARIFY_RUNTIME_SHARDS_KEPT_SHARDS_HPP
#define EQUIVARIFY_RUNTIME_SHARDS_KEPT_SHARDS_HPP

#include "equivarify/runtime/shards/run_shards.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace equivarify::runtime {

/// What a person asks of work in shards.
struct ShardPlan {
  std::string folder{};      ///< where results are kept; empty: nowhere
  std::string share = "0/1"; ///< I/N: number I of N shares
  double budget_seconds = 0; ///< nothing is begun after so long; 0: no limit
  std::string recheck{};     ///< I/N: of the kept shards, share I of N is done again; empty: none

  /// Whether it asks for more than all shards at once.
  [[nodiscard]] bool is_special() const;
};

/// What a person asks of a command that works in shards.
struct ShardRequest {
  ShardPlan plan{};
  std::size_t threads = 1;
  std::function<void(std::size_t done, std::size_t total)> watcher{}; ///< of this share

  /// Whether \p team is to work in shards: it is asked for, or there are several to do them.
  [[nodiscard]] bool is_for(Team const& team) const {
    return plan.is_special() || threads > 1 || team.size() > 1;
  }
};

/// How far a job came.
struct ShardProgress {
  std::size_t done = 0;
  std::size_t count = 0;     ///< of the shards that are needed
  std::size_t rechecked = 0; ///< of those done, which had been kept and came out the same again

  [[nodiscard]] bool is_complete() const { return done == count; }
};

/// How far \p job is with \p results.
[[nodiscard]] ShardProgress progress_of(ShardJob const& job, ShardResults const& results);

/// Refuses the result of the shard number \p shard, of which \p fault is true.
///
/// \throws DataError naming the file in the folder of \p plan; std::logic_error where it has none,
/// for then this program has made the result.
[[noreturn]] void refuse_shard(ShardPlan const& plan, std::size_t shard, std::string const& fault);

/// Refuses the results of all shards together, as nobody knows which of them is wrong. \p fault
/// says what is, of the shards.
///
/// \throws DataError naming the folder of \p plan; std::logic_error as refuse_shard().
[[noreturn]] void refuse_shards(ShardPlan const& plan, std::string const& fault);

/// How many shards work of \p cases cases is cut into, \p least at least. It is the same whoever
/// does them, so that what is found does not depend on that; there are more where there are more
/// cases, for a shard that is not done when time is over is begun anew.
[[nodiscard]] std::size_t shards_for(std::uint64_t cases, std::size_t least);

/// The results of \p job as run_shards() finds them, with \p plan and \p news as its orders. The
/// first SIGINT or SIGTERM is a wish to begin nothing more. Who does all shards has a lock on the
/// folder; processes with a share each work in it at the same time.
///
/// \throws DataError for a share that is none and where another process has the lock, and what
/// run_shards() throws.
[[nodiscard]] ShardResults run_kept_shards(Team& team,
                                           ShardJob const& job,
                                           ShardPlan const& plan,
                                           ShardNews news,
                                           ThreadPool& pool,
                                           ShardWork const& work);

/// What became of work in shards.
struct KeptShards {
  ShardProgress progress{};
  std::optional<ShardResults> results{}; ///< on the first rank, when all that are needed are done
};

/// The same with the threads, the plan and the watcher of \p request. \p work is given the number
/// of a shard, and whether there is time left.
[[nodiscard]] KeptShards
run_kept_shards(Team& team,
                ShardJob const& job,
                ShardRequest const& request,
                std::function<std::optional<ShardResult>(std::size_t, HasTime const&)> const& work);

} // namespace equivarify::runtime

#endif
