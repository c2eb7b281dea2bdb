/// \file
/// The command `equivarify explore compare`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_COMPARE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_COMPARE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `compare`: one network by every construction.
void add_compare_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
