/// \file
/// equivarify lift
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `lift`.
void add_lift_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
