/// \file
/// The check of test data in shards.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DATA_WORK_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DATA_WORK_HPP

#include "equivarify/runtime/commands/evaluate_command.hpp"
#include "equivarify/runtime/commands/shard_workers.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"
#include "equivarify/runtime/shards/run_shards.hpp"
#include "equivarify/runtime/training/picture_exchange.hpp"
#include "equivarify/runtime/training/selection.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// The check of test data, cut into shards of whole batches: so their sums are what the check of
/// all at once finds, and the first of them that has a difference has that one's first. Of several
/// ranks each reads its part of the data alone, and is sent what its shards need.
class DataWork {
public:
  /// As `check` is asked by \p options; the team of \p program must outlive this.
  ///
  /// \throws DataError when data or weights cannot be read.
  DataWork(Program const& program, TestOptions const& options);

  [[nodiscard]] Description const& description() const { return workers_.description(); }

  [[nodiscard]] ShardJob const& job() const { return job_; }

  [[nodiscard]] ThreadPool& pool() { return workers_.pool(); }

  /// The number of images.
  [[nodiscard]] std::size_t size() const { return images_; }

  /// The images of the shard number \p shard.
  [[nodiscard]] Range part(std::size_t shard) const;

  /// Brings the images of its \p shards to each rank, once; all ranks call it at once.
  void fetch(ShardsOfRanks const& shards);

  /// What the check of \p shard on thread number \p thread of the pool finds; nothing where time
  /// was over before its end. \p shard is one that fetch() gave to this rank.
  [[nodiscard]] std::optional<ShardResult>
  check(std::size_t shard, std::size_t thread, HasTime const& has_time);

  /// What all shards found together, which are in \p results, by \p plan.
  ///
  /// \throws DataError naming the file of a shard that says what no check finds.
  [[nodiscard]] EquivarianceReport sum(ShardResults const& results, ShardPlan const& plan) const;

private:
  [[nodiscard]] EquivarianceReport
  report_of(std::size_t shard, ShardResult const& result, ShardPlan const& plan) const;

  Team& team_;
  Dataset held_; ///< what this rank has read
  std::size_t images_;
  PictureExchange exchange_;
  Selection here_;                            ///< the images of the shards of this rank
  std::map<std::size_t, std::size_t> places_; ///< in it: where each shard begins
  std::vector<std::size_t> elements_;
  ShardWorkers workers_;
  ShardJob job_;
};

} // namespace equivarify::runtime

#endif
