/// \file
/// Other programs, run without a shell.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_PROGRAM_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_PROGRAM_HPP

#include "equivarify/codegen/process/child_process.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// A program with its arguments: the first word is its name, which is looked up in PATH where it
/// has no slash. No word is read by a shell.
using ProgramCall = std::vector<std::string>;

/// What a program is given besides its words.
struct RunOptions {
  std::filesystem::path folder{}; ///< in which it runs; the present one if empty
  std::string_view input{};       ///< its standard input
  ChildLimits limits{.seconds = longest_wait, .output = std::size_t{1} << 30U};
  bool joined = false; ///< its standard error goes where its standard output goes
};

/// The exit code of a child whose program does not exist.
inline constexpr int no_such_program = 127;

/// Runs \p command and waits for its end.
///
/// \pre \p command has a first word
/// \throws ProcessError if the system cannot start a process.
[[nodiscard]] ChildOutcome run(ProgramCall const& command, RunOptions const& options);

/// \p command as a person would type it for a shell. Words with other characters than letters,
/// digits and `_-./=+:` are quoted.
[[nodiscard]] std::string as_typed(ProgramCall const& command);

} // namespace equivarify::codegen

#endif
