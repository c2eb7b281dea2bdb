/// \file
/// The command `equivarify generate SPEC`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_GENERATE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_GENERATE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `generate`: writes the C++ of a network after comparing it with the reference evaluator.
void add_generate_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
