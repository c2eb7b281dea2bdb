#include "equivarify/runtime/commands/shard_workers.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <span>
#include <utility>

namespace equivarify::runtime {

namespace {

Program in_silence(Program program) {
  Console const silent = silent_console();
  return {program.description, program.make_network, silent, program.team};
}

std::string const& program_digest() {
  static std::string const digest = [] {
    std::filesystem::path const program = "/proc/self/exe";
    return std::filesystem::exists(program)
               ? sha256(std::span<std::byte const>(read_bytes(program)))
               : std::string("not known");
  }();
  return digest;
}

} // namespace

ShardWorkers::ShardWorkers(Program const& program,
                           std::filesystem::path weights,
                           std::size_t threads)
    : program_(in_silence(program)), weights_(std::move(weights)),
      weights_sha256_(sha256(std::span<std::byte const>(read_bytes(weights_)))), pool_(threads),
      workers_(threads) {
  workers_.front() = make_worker(program);
  description_ = workers_.front()->network->description();
}

std::unique_ptr<ShardWorkers::Worker> ShardWorkers::make_worker(Program const& program) const {
  auto worker = std::make_unique<Worker>();
  worker->network = network_with_weights(program, worker->pool, weights_);
  return worker;
}

Network& ShardWorkers::network(std::size_t thread) {
  if (workers_[thread] == nullptr) {
    workers_[thread] = make_worker(program_);
  }
  return *workers_[thread]->network;
}

std::string ShardWorkers::facts() const {
  return text("spec: ",
              description_.spec_sha256,
              "\nweights: ",
              weights_sha256_,
              "\nprogram: ",
              program_digest(),
              "\n");
}

} // namespace equivarify::runtime
