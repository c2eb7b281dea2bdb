#include "equivarify/runtime/commands/domain_work.hpp"

#include "equivarify/runtime/domains/domain_check.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <span>

namespace equivarify::runtime {

namespace {

Program in_silence(Program program) {
  Console const silent = silent_console();
  return {program.description, program.make_network, silent, program.team};
}

/// The digest of this program: results of another one must not be taken for its own.
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

DomainWork::DomainWork(Program const& program,
                       DomainOptions const& options,
                       std::string const& domain)
    : program_(in_silence(program)), options_(options),
      domain_(read_domain(domain, program.description)), domain_sha256_(domain_->digest()),
      weights_sha256_(sha256(std::span<std::byte const>(read_bytes(options.weights)))),
      pool_(options.threads), workers_(options.threads) {
  workers_.front() = make_worker(program);
  network_ = workers_.front()->network->description();
  job_.count = shard_count_for(domain_->size());
  job_.facts = text("work: check of a whole domain\nspec: ",
                    network_.spec_sha256,
                    "\nweights: ",
                    weights_sha256_,
                    "\nprogram: ",
                    program_digest(),
                    "\ndomain: ",
                    domain_->name(),
                    "\ndomain digest: ",
                    domain_sha256_,
                    "\ninputs: ",
                    domain_->size(),
                    "\n");
}

std::unique_ptr<DomainWork::Worker> DomainWork::make_worker(Program const& program) const {
  auto worker = std::make_unique<Worker>();
  worker->network = network_with_weights(program, worker->pool, options_.weights);
  return worker;
}

std::optional<Json>
DomainWork::check(std::size_t shard, std::size_t thread, HasTime const& has_time) {
  if (workers_[thread] == nullptr) {
    workers_[thread] = make_worker(program_);
  }
  std::optional<DomainReport> const report =
      check_part(*workers_[thread]->network, *domain_, part(shard), has_time);
  if (!report) {
    return {};
  }
  return shard_json(network_, part(shard), *report);
}

} // namespace equivarify::runtime
