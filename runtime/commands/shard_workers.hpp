/// \file
/// Who works on the shards of a check: a network for each thread.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_SHARD_WORKERS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_SHARD_WORKERS_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// A pool of threads, each of which evaluates a network of its own with the same weights.
class ShardWorkers {
public:
  /// \p threads of them for the network of \p program with the weights in \p weights.
  ///
  /// \throws DataError when they cannot be read.
  ShardWorkers(Program const& program, std::filesystem::path weights, std::size_t threads);

  [[nodiscard]] ThreadPool& pool() { return pool_; }

  /// What the network is, with these weights.
  [[nodiscard]] Description const& description() const { return description_; }

  /// The digest of the file of weights.
  [[nodiscard]] std::string const& weights_sha256() const { return weights_sha256_; }

  /// The network of thread number \p thread of the pool, made when it is first asked for.
  [[nodiscard]] Network& network(std::size_t thread);

  /// Lines `NAME: VALUE` that say what is evaluated: spec, weights and this program, since results
  /// of another one must not be taken for its own.
  [[nodiscard]] std::string facts() const;

private:
  struct Worker {
    ThreadPool pool{1};
    std::unique_ptr<Network> network;
  };

  [[nodiscard]] std::unique_ptr<Worker> make_worker(Program const& program) const;

  Program program_; ///< with a console that shows nothing
  std::filesystem::path weights_;
  std::string weights_sha256_;
  ThreadPool pool_;
  std::vector<std::unique_ptr<Worker>> workers_; ///< one for each thread that has worked
  Description description_;
};

} // namespace equivarify::runtime

#endif
