#include "equivarify/runtime/shards/kept_shards.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/folder_lock.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

namespace equivarify::runtime {

bool ShardPlan::is_special() const {
  return !folder.empty() || budget_seconds > 0 || share != ShardPlan().share || !recheck.empty();
}

ShardResults run_kept_shards(Team& team,
                             ShardJob const& job,
                             ShardPlan const& plan,
                             ShardNews news,
                             ThreadPool& pool,
                             ShardWork const& work) {
  Interruption const interruption;
  ShardOrders orders{.share = read_share(plan.share),
                     .budget_seconds = plan.budget_seconds,
                     .stop = Interruption::wanted,
                     .news = std::move(news)};
  if (!plan.recheck.empty()) {
    if (plan.folder.empty()) {
      throw DataError("--recheck does kept shards again: it needs --shards DIR");
    }
    orders.recheck = read_share(plan.recheck);
  }
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

KeptShards run_kept_shards(
    Team& team,
    ShardJob const& job,
    ShardRequest const& request,
    std::function<std::optional<ShardResult>(std::size_t, HasTime const&)> const& work) {
  ThreadPool pool(request.threads);
  ShardResults results =
      run_kept_shards(team,
                      job,
                      request.plan,
                      {.watcher = request.watcher},
                      pool,
                      [&](std::size_t shard, std::size_t /*thread*/, HasTime const& has_time) {
                        return work(shard, has_time);
                      });
  KeptShards kept{progress_of(job, results), {}};
  if (kept.progress.is_complete() && team.is_first()) {
    kept.results = std::move(results);
  }
  return kept;
}

ShardProgress progress_of(ShardJob const& job, ShardResults const& results) {
  std::size_t const last = last_shard(job, results);
  auto const end = results.upper_bound(last);
  auto const rechecked =
      std::count_if(results.begin(), end, [](auto const& shard) { return shard.second.rechecked; });
  return {static_cast<std::size_t>(std::distance(results.begin(), end)),
          last + 1,
          static_cast<std::size_t>(rechecked)};
}

void refuse_shard(ShardPlan const& plan, std::size_t shard, std::string const& fault) {
  if (plan.folder.empty()) {
    throw std::logic_error(text("shard ", shard, ": ", fault));
  }
  ShardFolder::refuse(plan.folder, shard, fault);
}

void refuse_shards(ShardPlan const& plan, std::string const& fault) {
  if (plan.folder.empty()) {
    throw std::logic_error(fault);
  }
  throw DataError(text(plan.folder,
                       ": ",
                       fault,
                       ": one of them is no result of this work. Delete this folder, and the same "
                       "command starts anew."));
}

std::size_t shards_for(std::uint64_t cases, std::size_t least) {
  constexpr std::uint64_t cases_of_one = 1U << 14U;
  constexpr std::uint64_t most = 1024;
  return std::clamp<std::uint64_t>(cases / cases_of_one, least, most);
}

} // namespace equivarify::runtime
