/// \file
/// The command `equivarify explore heads`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_HEADS_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_HEADS_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `heads`: the equivariant maps from the G-product to a finite G-set, counted and listed, or
/// why there is none.
void add_heads_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
