/// \file
/// The command `equivarify report SPEC`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_REPORT_COMMAND_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_REPORT_COMMAND_HPP

#include "equivarify/codegen/commands/command.hpp"

namespace equivarify::codegen {

/// Adds `report`: gathers what the steps of a run wrote, as a screenful, a page and a file of
/// figures.
void add_report_command(CommandLine& app, Action& action);

} // namespace equivarify::codegen

#endif
