/// \file
/// The command `equivarify explore classify`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_CLASSIFY_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_CLASSIFY_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `classify`: all equivarifications of a number of labels up to isomorphism, by size.
void add_classify_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
