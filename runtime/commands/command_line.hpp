/// \file
/// The command line of generated programs.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_COMMAND_LINE_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_COMMAND_LINE_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <string>
#include <vector>

namespace equivarify::runtime {

/// Reads \p arguments and runs the command that they name; prints help and complaints about the
/// arguments itself.
///
/// \throws whatever the command throws.
[[nodiscard]] Outcome run_command_line(Program const& program,
                                       std::vector<std::string> const& arguments);

} // namespace equivarify::runtime

#endif
