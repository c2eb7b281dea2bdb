/// \file
/// The command `equivarify check SPEC`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_CHECK_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_CHECK_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `check`: reads a spec, reports every problem in it, and prints the network as a table.
void add_check_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
