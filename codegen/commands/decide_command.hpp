/// \file
/// The command `equivarify explore decide`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_DECIDE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_DECIDE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `decide`: is a candidate an equivarification, absolutely or relative to a class of inputs?
void add_decide_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
