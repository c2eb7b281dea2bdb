/// \file
/// The command `equivarify action FILE`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_ACTION_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_ACTION_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `action`: the orbits, kernel and type of a G-set, or the orbit structure of Z^{xG}.
void add_action_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
