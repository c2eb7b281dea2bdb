/// \file
/// What the commands of the program share. A command is one function `add_NAME_command` in
/// commands/NAME_command.{hpp,cpp}, and one line in the list of cli.cpp.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_COMMAND_HPP

#include "equivarify/codegen/commands/command_line.hpp"
#include "equivarify/runtime/ranks/team.hpp"

#include <functional>
#include <iosfwd>
#include <memory>

namespace equivarify::codegen {

/// What the program tells its caller.
enum class ExitCode : int {
  done = 0,
  refuted = 1,   ///< a statement was checked and is false, or is not proved
  bad_input = 2, ///< a spec, a file or the command line is wrong
  our_bug = 3,
  unfinished = 130 ///< part of the work is left out, as a budget, a share or a signal said
};

/// Where a command writes, and how; which of several processes this is.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool colour = false;  ///< whether escape sequences may be written
  bool watched = false; ///< whether `err` is a terminal, where progress may be shown
  std::shared_ptr<runtime::Team> team = runtime::team_of_one();
};

/// What a chosen command does once the whole command line has been read. User errors are thrown,
/// never printed.
using Action = std::function<ExitCode(Console&)>;

/// Adds a subcommand with its options and examples to \p app; when the user chooses it, it stores
/// what is to be done in \p action (from the subcommand's callback) and does nothing else.
using AddCommand = void (*)(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
