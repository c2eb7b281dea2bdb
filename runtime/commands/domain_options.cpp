#include "equivarify/runtime/commands/domain_options.hpp"

#include "equivarify/runtime/commands/options.hpp"
#include "equivarify/runtime/domains/read_domain.hpp"

#include <utility>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// Checks for a name: an empty one would pass for none.
OptionCheck some_name(std::string expected) {
  return [expected = std::move(expected)](std::string const& found) {
    return found.empty() ? "expected " + expected + ", found \"\"" : std::string{};
  };
}

void add_replay(CLI::App& command, DomainOptions& options) {
  CLI::Option* const replay = command.add_option(
      "--replay", options.replay, "a certificate to check: do its shards once more and compare");
  replay->check(some_name("a file"));
  command.add_option("--sample", options.sample, "replay so many shards, drawn by --seed; 0: all")
      ->needs(replay)
      ->check(whole_number(0))
      ->capture_default_str();
  command.add_option("--seed", options.seed, "of the sample, or of --elements")
      ->check(whole_number(0))
      ->capture_default_str();
}

} // namespace

void add_domain_options(CLI::App& command, DomainOptions& options) {
  command
      .add_option("--domain",
                  options.domain,
                  "check every input of a finite domain in place of test data: " + domain_forms() +
                      "; --json writes a certificate")
      ->check(some_name(domain_forms()));
  command
      .add_option("--shards",
                  options.shards,
                  "folder with a result for each shard of the work: after a kill the same command "
                  "goes on")
      ->check(some_name("a folder"));
  command
      .add_option("--shard",
                  options.share,
                  "do share I of N alone, written I/N, for work on several machines")
      ->capture_default_str();
  command
      .add_option("--budget",
                  options.budget_seconds,
                  "begin nothing more after so many seconds; 0: no limit")
      ->check(non_negative_number())
      ->capture_default_str();
  add_replay(command, options);
  for (char const* const of_shards : {"--shards", "--shard", "--budget"}) {
    command.get_option(of_shards)->excludes("--replay");
  }
}

} // namespace equivarify::runtime
