/// \file
/// The command `equivarify explore relate`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_RELATE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_RELATE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `relate`: the equivariant maps between two candidates that keep the labels, and whether the
/// two are isomorphic.
void add_relate_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
