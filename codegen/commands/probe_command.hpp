/// \file
/// The command `equivarify probe FORM`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_PROBE_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_PROBE_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `probe`: tests a program or a shared library for equivariance.
void add_probe_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
