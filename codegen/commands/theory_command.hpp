/// \file
/// The command `theory`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_THEORY_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_THEORY_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// `theory [FILE]`: prints the axioms, hypotheses and claims that are proved, audited and
/// certified; of a changed FILE what is changed, and which claims fall. Nothing is certified.
void add_theory_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
