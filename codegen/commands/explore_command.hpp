/// \file
/// The command `equivarify explore`, a family of commands.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_EXPLORE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_EXPLORE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `explore` with its own subcommands: what equivarifications there are, and which is best. A
/// subcommand is one function `add_NAME_command` in explore/NAME_command.{hpp,cpp}, and one line in
/// the list of explore_command.cpp.
void add_explore_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
