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
#include <memory>
#include <optional>
#include <string>

namespace equivarify::runtime {

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

  [[nodiscard]] ThreadPool& pool() { return workers_.pool(); }

  /// The inputs of the shard number \p shard.
  [[nodiscard]] Range part(std::size_t shard) const {
    return part_of(domain_->size(), job_.count, shard);
  }

  /// What the check of \p shard on thread number \p thread of the pool finds; nothing where time
  /// was over before its end.
  [[nodiscard]] std::optional<Json>
  check(std::size_t shard, std::size_t thread, HasTime const& has_time);

private:
  std::unique_ptr<Domain> domain_;
  std::string domain_sha256_;
  ShardWorkers workers_;
  ShardJob job_;
};

} // namespace equivarify::runtime

#endif
