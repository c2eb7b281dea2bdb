/// \file
/// equivarify inspect
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_INSPECT_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_INSPECT_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `inspect`.
void add_inspect_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
