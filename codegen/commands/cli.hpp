/// \file
/// The command line of the program `equivarify`.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_CLI_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_CLI_HPP

#include "equivarify/codegen/commands/command.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What the command line \p arguments (without the program's name) did: every outcome, a bug of
/// ours included, is an exit code, and its message stands on `console.err`.
[[nodiscard]] ExitCode run(std::vector<std::string> const& arguments, Console& console);

} // namespace equivarify::codegen

#endif
