/// \file
/// The command `equivarify explore minimal`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_MINIMAL_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_MINIMAL_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `minimal`: the smallest equivarification relative to given inputs, and why no smaller one
/// will do.
void add_minimal_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
