/// \file
/// What the check of a domain and its replay share: the job in shards, and who works on them.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_WORK_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_WORK_HPP

#include "equivarify/runtime/commands/domain_command.hpp"
#include "equivarify/runtime/commands/domain_json.hpp"
#include "equivarify/runtime/commands/shard_workers.hpp"
#include "equivarify/runtime/domains/domain.hpp"
#include "equivarify/runtime/shards/run_shards.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Shards of a domain to be done, and what is told of them.
struct DomainTasks {
  ShardJob job{};                                             ///< a shard of it is a task
  std::function<std::size_t(std::size_t task)> shard_of{};    ///< the shard of the domain
  std::function<bool(std::size_t shard, Json const&)> ends{}; ///< whether what it found ends all
  std::function<void(std::size_t done, std::size_t total)> watcher{};
};

/// The check of one domain, cut into shards.
class DomainWork {
public:
  /// \p domain for the network of \p program with the weights in `options.weights`.
  ///
  /// \throws DataError when one of them cannot be read.
  DomainWork(Program const& program, DomainOptions const& options, std::string const& domain);

  [[nodiscard]] DomainSubject subject() const {
    return {workers_.description(), *domain_, domain_sha256_, workers_.weights_sha256()};
  }

  [[nodiscard]] ShardJob const& job() const { return job_; }

  /// The inputs of the shard number \p shard.
  [[nodiscard]] Range part(std::size_t shard) const {
    return part_of(domain_->size(), job_.count, shard);
  }

  /// The results of \p tasks, done by all ranks of \p program as \p options say and kept where they
  /// say so.
  ///
  /// \throws what run_kept_shards() does
  [[nodiscard]] ShardResults
  run(Program const& program, DomainOptions const& options, DomainTasks const& tasks);

  /// What \p results of \p tasks found, up to the last that is needed.
  ///
  /// \throws DataError where no check can have found it, with the file that \p options name.
  [[nodiscard]] std::vector<Json> found_by(DomainTasks const& tasks,
                                           ShardResults const& results,
                                           DomainOptions const& options) const;

private:
  /// What the check of \p shard on thread number \p thread of the pool finds; nothing where time
  /// was over before its end.
  [[nodiscard]] std::optional<Json>
  check(std::size_t shard, std::size_t thread, HasTime const& has_time);

  std::unique_ptr<Domain> domain_;
  std::string domain_sha256_;
  ShardWorkers workers_;
  ShardJob job_;
};

} // namespace equivarify::runtime

#endif
