#include "equivarify/runtime/shards/run_shards.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace {

/// Results as text, to be sent.
std::string encode(ShardResults const& results) {
  std::string encoded;
  for (auto const& [shard, result] : results) {
    encoded += text(shard,
                    result.ends ? " 1 " : " 0 ",
                    result.rechecked ? "1 " : "0 ",
                    result.text.size(),
                    " ",
                    result.text);
  }
  return encoded;
}

/// Adds to \p results what encode() made \p encoded of.
void decode(std::string const& encoded, ShardResults& results) {
  std::istringstream stream(encoded);
  std::size_t shard = 0;
  std::size_t size = 0;
  ShardResult result;
  while (stream >> shard >> result.ends >> result.rechecked >> size) {
    stream.get();
    result.text.resize(size);
    stream.read(result.text.data(), static_cast<std::streamsize>(size));
    results[shard] = result;
  }
}

/// What the folder has, read by the first rank.
ShardResults known_results(Team& team, ShardFolder const* folder) {
  std::vector<std::byte> const bytes = team.from_first([folder] {
    std::string const encoded = folder == nullptr ? std::string() : encode(folder->read());
    auto const view = std::as_bytes(std::span(encoded));
    return std::vector<std::byte>(view.begin(), view.end());
  });
  ShardResults results;
  decode({reinterpret_cast<char const*>(bytes.data()), bytes.size()}, results);
  return results;
}

void require_one_job(Team& team, ShardJob const& job) {
  team.any(false); // a rank that failed until here says so
  std::vector<std::string> const all = team.all_texts(job.facts);
  for (std::size_t rank = 1; rank < all.size(); ++rank) {
    if (all[rank] != all.front()) {
      throw DataError(text("rank ",
                           rank,
                           " has other work than rank 0:\n",
                           all[rank],
                           "but rank 0 has\n",
                           all.front()));
    }
  }
}

/// What each of \p ranks ranks is to do: the shards of its share that \p known lacks, and those
/// that are to be done again.
ShardsOfRanks assign(ShardJob const& job,
                     ShardOrders const& orders,
                     std::size_t ranks,
                     ShardResults const& known) {
  ShardsOfRanks shards(ranks);
  std::size_t const last = last_shard(job, known);
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    Share const share{orders.share.index + orders.share.count * rank, orders.share.count * ranks};
    for (std::size_t shard = 0; shard <= last; ++shard) {
      bool const again = orders.recheck && orders.recheck->has(shard);
      if (share.has(shard) && (again || known.count(shard) == 0)) {
        shards[rank].push_back(shard);
      }
    }
  }
  return shards;
}

/// The shards of one rank as its threads do them.
class Progress {
public:
  /// \p missing are to be done.
  Progress(ShardJob const& job,
           ShardOrders const& orders,
           std::vector<std::size_t> missing,
           ShardResults const& known)
      : orders_{orders}, known_{known}, last_{last_shard(job, known)}, missing_{
                                                                           std::move(missing)} {}

  /// The shards to do, in order.
  [[nodiscard]] std::vector<std::size_t> const& missing() const { return missing_; }

  /// What was done.
  [[nodiscard]] ShardResults const& results() const { return results_; }

  /// Whether \p shard is to be begun, or gone on with, now.
  [[nodiscard]] bool wants(std::size_t shard) const {
    std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start_;
    bool const late = orders_.budget_seconds > 0 && time.count() >= orders_.budget_seconds;
    return shard <= last_ && !late && !(orders_.stop && orders_.stop());
  }

  void add(std::size_t shard, ShardResult result) {
    if (auto const kept = known_.find(shard); kept != known_.end()) {
      if (kept->second != result) {
        ShardFolder::refuse(orders_.folder->path(), shard, "done again, it came out otherwise");
      }
      result.rechecked = true;
    } else if (orders_.folder != nullptr) {
      orders_.folder->write(shard, result);
    }
    std::lock_guard const lock(mutex_);
    if (result.ends && shard < last_) {
      last_ = shard;
    }
    results_[shard] = std::move(result);
    if (orders_.news.watcher) {
      orders_.news.watcher(results_.size(), missing_.size());
    }
  }

private:
  ShardOrders const& orders_;
  ShardResults const& known_;
  std::atomic<std::size_t> last_;
  std::vector<std::size_t> missing_;
  ShardResults results_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace

ShardResults run_shards(Team& team,
                        ShardJob const& job,
                        ShardOrders const& orders,
                        ThreadPool& pool,
                        ShardWork const& work) {
  require_one_job(team, job);
  ShardResults results = known_results(team, orders.folder);
  ShardsOfRanks const shards = assign(job, orders, team.size(), results);
  Progress progress(job, orders, shards[team.rank()], results);
  if (orders.news.assigned) {
    orders.news.assigned(shards);
  }
  pool.run(progress.missing().size(), [&](std::size_t task, std::size_t thread) {
    std::size_t const shard = progress.missing()[task];
    HasTime const has_time = [&progress, shard] { return progress.wants(shard); };
    if (has_time()) {
      if (std::optional<ShardResult> result = work(shard, thread, has_time)) {
        progress.add(shard, std::move(*result));
      }
    }
  });
  team.any(false); // where a rank that failed says so
  for (std::string const& encoded : team.all_texts(encode(progress.results()))) {
    decode(encoded, results);
  }
  return results;
}

} // namespace equivarify::runtime
