/// \file
/// The command `equivarify verify SPEC`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_VERIFY_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_VERIFY_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `verify`: checks the lemmas for the group and the action of a spec, and its network to the
/// bit.
void add_verify_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
