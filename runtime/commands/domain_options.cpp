#include "equivarify/runtime/commands/domain_options.hpp"

#include "equivarify/runtime/commands/options.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"
#include "equivarify/runtime/shards/shard_job.hpp"

#include <string>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

void add_replay(CLI::App& command, DomainOptions& options) {
  CLI::Option* const replay = command.add_option("--replay",
                                                 options.replay,
                                                 "a certificate to check: do its shards once more "
                                                 "and compare; --domain says where the file of "
                                                 "its domain is now, if it was moved");
  command.add_option("--sample", options.sample, "replay so many shards, drawn by --seed; 0: all")
      ->needs(replay)
      ->check(whole_number(0))
      ->capture_default_str();
  command.add_option("--seed", options.seed, "of the sample, or of --elements")
      ->check(whole_number(0))
      ->capture_default_str();
}

} // namespace

void add_domain_options(CLI::App& command, Description const& network, DomainOptions& options) {
  command
      .add_option("--domain",
                  options.domain,
                  "check every input of a finite domain in place of test data: " + domain_forms() +
                      "; --json writes a certificate")
      ->check([&network](std::string const& name) { return domain_fault(name, network); });
  command.add_option(
      "--shards",
      options.shards,
      "folder with a result for each shard of the work: after a kill the same command "
      "goes on");
  command
      .add_option("--shard",
                  options.share,
                  "do share I of N alone, written I/N, for work on several machines")
      ->check(share_fault)
      ->capture_default_str();
  command
      .add_option("--budget",
                  options.budget_seconds,
                  "begin nothing more after so many seconds; 0: no limit")
      ->check(non_negative_number())
      ->capture_default_str();
  add_replay(command, options);
}

} // namespace equivarify::runtime
