/// \file
/// `equivarify plan SPEC`: how the generated code computes the network, and why.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_PLAN_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_PLAN_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `plan` to the program; see AddCommand.
void add_plan_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
