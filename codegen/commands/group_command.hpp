/// \file
/// The command `equivarify group EXPRESSION`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_GROUP_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_GROUP_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `group`: what there is to know of a finite group, for people or as JSON.
void add_group_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
