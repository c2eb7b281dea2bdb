/// \file
/// A program of a ring network, run as its command line runs it.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DOMAIN_COMMAND_CASE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DOMAIN_COMMAND_CASE_HPP

#include "equivarify/runtime/commands/program.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/ring_network.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_program.hpp"

namespace domain_command {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using ring::RingNetwork;
using runtime::Outcome;
using toy::contents;
using toy::Result;

constexpr std::size_t entries = 11; // 2,048 inputs in 188 orbits and 4 shards

/// A program of a ring network, its weights, and what it writes.
class DomainCommand : public ::testing::Test {
protected:
  DomainCommand() {
    RingNetwork network(entries);
    runtime::save_weights(network, weights_);
  }

  Result run(std::vector<std::string> const& more,
             RingNetwork::Change const& change = {},
             std::shared_ptr<runtime::Team> const& team = runtime::team_of_one()) const {
    std::ostringstream out;
    std::ostringstream err;
    runtime::Program const program{
        ring::description(entries),
        [change](runtime::ThreadPool&) { return std::make_unique<RingNetwork>(entries, change); },
        {out, err, false},
        team};
    std::vector<std::string> arguments{"check", "--weights", weights_.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Outcome const outcome = run_program(program, arguments);
    return {outcome, out.str(), err.str()};
  }

  /// A check of all bits whose certificate goes to \p name, with more options.
  Result check(std::string const& name,
               std::vector<std::string> more = {},
               RingNetwork::Change const& change = {}) const {
    more.insert(more.begin(), {"--domain", "bits:11", "--json", path(name)});
    return run(more, change);
  }

  Result replay(std::string const& name, RingNetwork::Change const& change = {}) const {
    return run({"--replay", path(name)}, change);
  }

  [[nodiscard]] std::string path(std::string const& name) const {
    return (folder_ / name).string();
  }

  [[nodiscard]] std::string read(std::string const& name) const { return contents(path(name)); }

  void write(std::string const& name, std::string const& what) const {
    std::ofstream(path(name)) << what;
  }

  TemporaryFolder folder_;
  fs::path weights_ = folder_ / "weights.safetensors";
};

} // namespace domain_command

#endif
