/// \file
/// `equivarify agree`: engines next to one another.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_AGREE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_AGREE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `agree` to \p app; see command.hpp.
void add_agree_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
