#include "equivarify/runtime/commands/domain_work.hpp"

#include "equivarify/runtime/domains/domain_check.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <utility>

namespace equivarify::runtime {

DomainWork::DomainWork(Program const& program,
                       DomainOptions const& options,
                       std::string const& domain)
    : domain_(read_domain(domain, program.description)), domain_sha256_(domain_->digest()),
      workers_(program, options.weights, options.threads) {
  job_.count = shard_count_for(domain_->size());
  job_.facts = text("work: check of a whole domain\n",
                    workers_.facts(),
                    "domain: ",
                    domain_->name(),
                    "\ndomain digest: ",
                    domain_sha256_,
                    "\ninputs: ",
                    domain_->size(),
                    "\n");
}

ShardResults
DomainWork::run(Program const& program, DomainOptions const& options, DomainTasks const& tasks) {
  return run_kept_shards(*program.team,
                         tasks.job,
                         plan_of(options),
                         {.watcher = tasks.watcher},
                         workers_.pool(),
                         [&](std::size_t task, std::size_t thread, HasTime const& has_time) {
                           std::size_t const shard = tasks.shard_of(task);
                           std::optional<Json> const found = check(shard, thread, has_time);
                           return found ? std::optional(
                                              ShardResult{found->dump(), tasks.ends(shard, *found)})
                                        : std::nullopt;
                         });
}

std::optional<Json>
DomainWork::check(std::size_t shard, std::size_t thread, HasTime const& has_time) {
  std::optional<DomainReport> const report =
      check_part(workers_.network(thread), *domain_, part(shard), has_time);
  if (!report) {
    return {};
  }
  return shard_json(workers_.description(), part(shard), *report);
}

std::vector<Json> DomainWork::found_by(DomainTasks const& tasks,
                                       ShardResults const& results,
                                       DomainOptions const& options) const {
  std::vector<Json> found;
  std::size_t const last = last_shard(tasks.job, results);
  for (auto const& [task, result] : results) {
    Range const inputs = part(tasks.shard_of(task));
    auto json = read_shard_json(subject().network, inputs, result.text);
    if (!json) {
      refuse_shard(
          plan_of(options),
          task,
          text("expected what a check of its ", counted(inputs.size(), "input"), " found"));
    }
    if (task <= last) {
      found.push_back(*std::move(json));
    }
  }
  return found;
}

} // namespace equivarify::runtime
