/// \file
/// NAME check --domain, NAME check --replay
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// What `check` is asked to do with a whole domain.
struct DomainOptions {
  std::string domain; ///< see read_domain
  std::filesystem::path weights;
  std::string json; ///< where the certificate, or what came of a replay, goes: file, `-` or empty
  std::size_t threads = hardware_threads();
  std::filesystem::path shards; ///< folder of their results; empty: nothing is kept
  std::string share = "0/1";    ///< I/N
  double budget_seconds = 0;    ///< 0: no limit
  std::filesystem::path replay; ///< a certificate to check; empty: one is made
  std::size_t sample = 0;       ///< how many shards of it; 0: all
  std::uint64_t seed = 1;       ///< of the sample
};

/// How the work is to be done in shards, as \p options say.
[[nodiscard]] ShardPlan plan_of(DomainOptions const& options);

/// Checks f(g x) = g f(x) for every input x of a finite domain and every g, and writes a
/// certificate of it, whose bytes depend neither on threads and ranks nor on interruptions.
/// `refuted` when it does not hold; `interrupted` when shards are left out by a budget, a share or
/// Ctrl-C.
Outcome run_domain_check(Program const& program, DomainOptions const& options);

/// Checks the certificate `replay` within itself, and does some of its shards once more, shared and
/// kept as those of a check; `refuted` when one of them is not what the certificate says, or when
/// it says that the network is refuted; `interrupted` as run_domain_check().
Outcome run_domain_replay(Program const& program, DomainOptions const& options);

} // namespace equivarify::runtime

#endif
