#include "equivarify/runtime/commands/domain_work.hpp"

#include "equivarify/runtime/domains/domain_check.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/files/text.hpp"

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

std::optional<Json>
DomainWork::check(std::size_t shard, std::size_t thread, HasTime const& has_time) {
  std::optional<DomainReport> const report =
      check_part(workers_.network(thread), *domain_, part(shard), has_time);
  if (!report) {
    return {};
  }
  return shard_json(workers_.description(), part(shard), *report);
}

} // namespace equivarify::runtime
