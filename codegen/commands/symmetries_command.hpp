/// \file
/// `equivarify symmetries`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds the command that proposes symmetries of data and of networks.
void add_symmetries_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
