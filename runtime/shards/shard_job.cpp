#include "equivarify/runtime/shards/shard_job.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace equivarify::runtime {

namespace {

std::optional<Share> share_in(std::string const& text_of_share) {
  Share share;
  char const* const end = text_of_share.data() + text_of_share.size();
  auto const index = std::from_chars(text_of_share.data(), end, share.index);
  bool const has_index = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
  auto const count = std::from_chars(has_index ? index.ptr + 1 : end, end, share.count);
  bool const has_count = count.ec == std::errc() && count.ptr == end;
  return has_index && has_count && share.index < share.count ? std::optional(share) : std::nullopt;
}

} // namespace

std::string share_fault(std::string const& text_of_share) {
  return share_in(text_of_share)
             ? std::string()
             : found_not(text_of_share, "I/N, one of N shares counted from 0, such as 0/4 to 3/4");
}

Share read_share(std::string const& text_of_share) {
  std::optional<Share> const share = share_in(text_of_share);
  if (!share) {
    throw DataError(share_fault(text_of_share));
  }
  return *share;
}

std::size_t shard_count_for(std::size_t items) {
  constexpr std::size_t items_of_one = 512;
  constexpr std::size_t most = 1024;
  return std::clamp(items / items_of_one, std::size_t{1}, most);
}

std::size_t last_shard(ShardJob const& job, ShardResults const& results) {
  auto const end = std::find_if(
      results.begin(), results.end(), [](auto const& entry) { return entry.second.ends; });
  return end == results.end() ? job.count - 1 : end->first;
}

bool is_complete(ShardJob const& job, ShardResults const& results) {
  std::size_t const last = last_shard(job, results);
  return static_cast<std::size_t>(std::distance(results.begin(), results.upper_bound(last))) ==
         last + 1;
}

} // namespace equivarify::runtime
