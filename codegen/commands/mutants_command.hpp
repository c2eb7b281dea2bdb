/// \file
/// The command `equivarify mutants`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_MUTANTS_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_MUTANTS_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `mutants`: the deliberate errors in the definitions, which lemma kills each, and the score.
void add_mutants_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
