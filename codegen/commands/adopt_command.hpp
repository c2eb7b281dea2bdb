/// \file
/// equivarify adopt
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_ADOPT_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_ADOPT_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `adopt`.
void add_adopt_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
