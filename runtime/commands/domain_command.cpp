#include "equivarify/runtime/commands/domain_command.hpp"

#include "equivarify/runtime/commands/domain_verdict.hpp"
#include "equivarify/runtime/commands/domain_work.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/files/text.hpp"

namespace equivarify::runtime {

namespace {

/// Says what is done and what is left out.
void print_rest(std::ostream& out,
                DomainWork const& work,
                ShardResults const& results,
                bool is_kept) {
  std::size_t inputs = 0;
  for (auto const& entry : results) {
    inputs += work.part(entry.first).size();
  }
  std::size_t const size = work.subject().domain.size();
  out << "not finished: " << grouped(results.size()) << " of " << grouped(work.job().count)
      << " shards are done, with " << grouped(inputs) << " of " << counted(size, "input") << "; "
      << grouped(size - inputs) << " are left out\n"
      << (is_kept ? "the same command goes on, and makes the certificate without --shard\n"
                  : "with --shards DIR the same command would go on\n");
}

/// What is told when all is done.
Outcome conclude(Program const& program, DomainOptions const& options, Json const& certificate) {
  if (program.team->is_first()) {
    write_json(program, options.json, to_text(certificate));
  }
  if (options.json != "-") {
    print_verdict(program.console.out, certificate);
  }
  return certificate["verdict"] == "holds" ? Outcome::success : Outcome::refuted;
}

} // namespace

ShardPlan plan_of(DomainOptions const& options) {
  return {options.shards.string(), options.share, options.budget_seconds};
}

Outcome run_domain_check(Program const& program, DomainOptions const& options) {
  if (!obeys_laws(program)) {
    return Outcome::refuted;
  }
  DomainWork work(program, options, options.domain);
  CountProgress progress(program.console, "checking");
  DomainTasks const tasks{
      .job = work.job(),
      .shard_of = [](std::size_t task) { return task; },
      .ends = [](std::size_t /*shard*/,
                 Json const& found) { return !found.at("difference").is_null(); },
      .watcher = [&](std::size_t done, std::size_t total) { progress.update(done, total); }};
  ShardResults const results = work.run(program, options, tasks);
  progress.clear();
  if (!is_complete(work.job(), results)) {
    print_rest(program.console.out, work, results, !options.shards.empty());
    return Outcome::interrupted;
  }
  Json const certificate = certificate_json(work.subject(), work.found_by(tasks, results, options));
  std::string const fault = certificate_fault(work.subject(), certificate);
  if (!fault.empty()) {
    refuse_shards(plan_of(options), "the certificate that the shards make " + fault);
  }
  return conclude(program, options, certificate);
}

} // namespace equivarify::runtime
