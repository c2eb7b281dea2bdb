#include "equivarify/runtime/shards/shard_folder.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view result_key = "result: ";

/// The lines before the result, which say whose it is.
std::string head_of(ShardJob const& job, std::size_t shard) {
  return text("equivarify shard ", shard, " of ", job.count, "\n", job.facts);
}

/// The digest of a result, with whether it ends the job.
std::string seal(ShardResult const& result) {
  return text(result.ends ? "last " : "", sha256(result.text));
}

/// Text as lines.
std::vector<std::string> lines_of(std::string const& all) {
  std::istringstream stream(all);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// The lines of \p there that are not those of \p here.
std::string differences(std::string const& here, std::string const& there) {
  std::vector<std::string> const mine = lines_of(here);
  std::vector<std::string> const other = lines_of(there);
  std::string found;
  for (std::size_t i = 0; i < std::max(mine.size(), other.size()); ++i) {
    std::string const now = i < mine.size() ? mine[i] : "nothing";
    std::string const then = i < other.size() ? other[i] : "nothing";
    if (now != then) {
      std::size_t const value = now.rfind(": ");
      found += text("\n  ",
                    then,
                    " there, ",
                    value == std::string::npos ? now : now.substr(value + 2),
                    " now");
    }
  }
  return found;
}

/// A file taken apart: what stands before the line of the digest, that, and the result.
struct Parts {
  std::string head;
  std::string digest;
  std::string result;
};

std::optional<Parts> parts_of(std::string const& file) {
  std::size_t const place = file.find(text("\n", result_key));
  std::size_t const line = place == std::string::npos ? place : file.find('\n', place + 1);
  if (line == std::string::npos) {
    return {};
  }
  std::size_t const digest = place + 1 + result_key.size();
  return Parts{
      file.substr(0, place + 1), file.substr(digest, line - digest), file.substr(line + 1)};
}

} // namespace

ShardFolder::ShardFolder(fs::path folder, ShardJob job)
    : folder_(std::move(folder)), job_(std::move(job)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) {
    throw DataError(text(folder_.string(), ": cannot make this folder: ", error.message()));
  }
}

std::string ShardFolder::name_of(std::size_t shard) {
  return text("shard-", shard, ".txt");
}

void ShardFolder::refuse(fs::path const& folder, std::size_t shard, std::string const& fault) {
  throw DataError(text(folder.string(),
                       "/",
                       name_of(shard),
                       ": is no result of this work: ",
                       fault,
                       "\nDelete it, and the same command does this shard again."));
}

ShardResults ShardFolder::read() const {
  ShardResults results;
  for (std::size_t shard = 0; shard < job_.count; ++shard) {
    fs::path const path = folder_ / name_of(shard);
    fs::file_status const status = fs::status(path);
    if (!fs::exists(status)) {
      continue;
    }
    if (!fs::is_regular_file(status)) {
      throw DataError(text(path.string(), ": is no file; delete it, or take another folder"));
    }
    std::optional<Parts> const parts = parts_of(read_text(path));
    if (!parts) {
      continue;
    }
    if (parts->head != head_of(job_, shard)) {
      throw DataError(text(path.string(),
                           ": is of other work:",
                           differences(head_of(job_, shard), parts->head),
                           "\nTake another folder, or delete this one."));
    }
    ShardResult const result{parts->result, parts->digest.rfind("last ", 0) == 0};
    if (parts->digest == seal(result)) {
      results[shard] = result;
    }
  }
  return results;
}

void ShardFolder::write(std::size_t shard, ShardResult const& result) const {
  write_atomically(
      folder_ / name_of(shard),
      std::string_view(text(head_of(job_, shard), result_key, seal(result), "\n", result.text)));
}

} // namespace equivarify::runtime
