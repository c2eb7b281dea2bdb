/// \file
/// Work that is cut into shards, and who does which of them.
#ifndef EQUIVARIFY_RUNTIME_SHARDS_SHARD_JOB_HPP
#define EQUIVARIFY_RUNTIME_SHARDS_SHARD_JOB_HPP

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A piece of work in shards, numbered from 0, each of which has a text as its result. Neither the
/// number of shards nor a result may depend on who does them.
struct ShardJob {
  std::string facts;     ///< what is done and with what: lines `NAME: VALUE`
  std::size_t count = 1; ///< of the shards
};

/// What came out of a shard.
struct ShardResult {
  std::string text;
  bool ends = false; ///< the shards after this one need not be done, such as after a refutation
  bool rechecked = false; ///< it was kept, and came out the same once more

  /// Whether both say the same; how often each was done does not matter.
  friend bool operator==(ShardResult const& one, ShardResult const& other) {
    return one.ends == other.ends && one.text == other.text;
  }
};

/// The shards that are done, by their numbers.
using ShardResults = std::map<std::size_t, ShardResult>;

/// The shards that each rank is to do, in rising order.
using ShardsOfRanks = std::vector<std::vector<std::size_t>>;

/// One of several equal shares in a job: that of one process.
struct Share {
  std::size_t index = 0;
  std::size_t count = 1;

  /// Whether the shard number \p shard is in it.
  [[nodiscard]] bool has(std::size_t shard) const { return shard % count == index; }
};

/// Why \p text_of_share is no share; empty if it is one.
[[nodiscard]] std::string share_fault(std::string const& text_of_share);

/// The share written as `I/N`: number I of N shares, counted from 0.
///
/// \throws DataError when it is written otherwise, or I is not below N.
[[nodiscard]] Share read_share(std::string const& text);

/// The number of shards for \p items things that are worked on one by one: it depends on nothing
/// else, so that all who work on a job cut it alike.
[[nodiscard]] std::size_t shard_count_for(std::size_t items);

/// The number of the last shard of \p job that is needed: the first that ends it, or the last one.
[[nodiscard]] std::size_t last_shard(ShardJob const& job, ShardResults const& results);

/// Whether all shards up to the last that is needed are in \p results.
[[nodiscard]] bool is_complete(ShardJob const& job, ShardResults const& results);

} // namespace equivarify::runtime

#endif
