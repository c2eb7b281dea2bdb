/// \file
/// Results of shards in a folder, one file for each.
#ifndef EQUIVARIFY_RUNTIME_SHARDS_SHARD_FOLDER_HPP
#define EQUIVARIFY_RUNTIME_SHARDS_SHARD_FOLDER_HPP

#include "equivarify/runtime/shards/shard_job.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// A folder with a file `shard-NUMBER.txt` for each shard that is done. A file has the facts of its
/// job and a digest of its result, and is there whole or not at all, so that a process may be
/// killed at any moment. Several processes may work in one folder on different shards.
class ShardFolder {
public:
  /// Makes the folder if it is not there.
  ///
  /// \throws DataError when it cannot be made.
  ShardFolder(std::filesystem::path folder, ShardJob job);

  /// The name of the file of the shard number \p shard.
  [[nodiscard]] static std::string name_of(std::size_t shard);

  /// Refuses the file of the shard number \p shard in \p folder, of which \p fault is true.
  ///
  /// \throws DataError naming the file.
  [[noreturn]] static void
  refuse(std::filesystem::path const& folder, std::size_t shard, std::string const& fault);

  /// Where the files are.
  [[nodiscard]] std::filesystem::path const& path() const { return folder_; }

  /// The results of all shards that are done. A file that is damaged counts as not there.
  ///
  /// \throws DataError naming what differs when a file belongs to another job, and when something
  /// else than a file has its name, such as a pipe, which might never end.
  [[nodiscard]] ShardResults read() const;

  /// Keeps \p result, that of the shard number \p shard.
  ///
  /// \throws DataError when it cannot be written.
  void write(std::size_t shard, ShardResult const& result) const;

private:
  std::filesystem::path folder_;
  ShardJob job_;
};

} // namespace equivarify::runtime

#endif
