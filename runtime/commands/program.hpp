/// \file
/// The main function of a generated program.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_PROGRAM_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_PROGRAM_HPP

#include "equivarify/runtime/commands/command.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// Runs \p program with the command line \p arguments (without the program's name): train,
/// evaluate, check, predict or bench. Prints all errors; throws nothing. With several ranks all of
/// them end with the same code, and the first prints the error of any of them.
[[nodiscard]] Outcome run_program(Program const& program, std::vector<std::string> arguments);

/// Runs the program of the network \p M with the arguments of `main` as one rank of \p team; the
/// process's exit code.
template <GeneratedModel M>
[[nodiscard]] int
run_program(int count, char const* const* arguments, std::shared_ptr<Team> team = team_of_one()) {
  Console const console = team->is_first() ? standard_console() : silent_console();
  Program const program{describe<M>(),
                        [](ThreadPool& pool) -> std::unique_ptr<Network> {
                          return std::make_unique<NetworkOf<M>>(pool);
                        },
                        console,
                        std::move(team)};
  return static_cast<int>(run_program(program, {arguments + 1, arguments + count}));
}

} // namespace equivarify::runtime

#endif
