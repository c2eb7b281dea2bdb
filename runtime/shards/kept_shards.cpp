#include "equivarify/runtime/shards/kept_shards.hpp"

#include "equivarify/runtime/files/folder_lock.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"

#include <optional>
#include <utility>

namespace equivarify::runtime {

bool ShardPlan::is_special() const {
  return !folder.empty() || budget_seconds > 0 || share != ShardPlan().share;
}

ShardResults run_kept_shards(Team& team,
                             ShardJob const& job,
                             ShardPlan const& plan,
                             std::function<void(std::size_t done, std::size_t total)> watcher,
                             ThreadPool& pool,
                             ShardWork const& work) {
  Interruption const interruption;
  ShardOrders orders{.share = read_share(plan.share),
                     .budget_seconds = plan.budget_seconds,
                     .stop = Interruption::wanted,
                     .watcher = std::move(watcher)};
  std::optional<ShardFolder> folder;
  std::optional<FolderLock> lock;
  if (!plan.folder.empty()) {
    orders.folder = &folder.emplace(plan.folder, job);
    if (team.is_first() && orders.share.count == 1) {
      lock.emplace(plan.folder);
    }
  }
  return run_shards(team, job, orders, pool, work);
}

} // namespace equivarify::runtime
