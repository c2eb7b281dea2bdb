/// \file
/// What every command of a generated program knows.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_COMMAND_HPP

#include "equivarify/runtime/commands/console.hpp"
#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace equivarify::runtime {

/// What a program and its commands tell their caller, as the exit code of the process.
enum class Outcome {
  success = 0,
  refuted = 1,        ///< `check` found a bit that differs, or answers are no finite numbers
  user_error = 2,     ///< bad options, files or data
  internal_error = 3, ///< a mistake in this program
  interrupted = 130   ///< as shells report Ctrl-C
};

/// Makes the network that the program is about.
using NetworkMaker = std::function<std::unique_ptr<Network>(ThreadPool&)>;

/// A generated program: its network, where it writes, and the ranks that train it together, of
/// which only the first has a console that shows anything.
struct Program {
  Description description;
  NetworkMaker make_network;
  Console console;
  std::shared_ptr<Team> team = team_of_one();
};

/// Writes \p json to \p file; to the standard output for `-`, nowhere for an empty name.
void write_json(Program const& program, std::string const& file, std::string const& json);

/// The network of \p program with the weights in \p weights: floats, or integers that `quantise`
/// wrote, which make an IntegerNetwork.
[[nodiscard]] std::unique_ptr<Network> network_with_weights(Program const& program,
                                                            ThreadPool& pool,
                                                            std::filesystem::path const& weights);

} // namespace equivarify::runtime

#endif
