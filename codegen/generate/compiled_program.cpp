#include "equivarify/codegen/generate/compiled_program.hpp"

#include "equivarify/codegen/generate/generate_error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The words of the environment variable \p name.
ProgramCall words_of(char const* name) {
  char const* const value =
      std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  std::istringstream words{value == nullptr ? "" : value};
  return {std::istream_iterator<std::string>{words}, {}};
}

ProgramCall compiler() {
  ProgramCall command = words_of("CXX");
  return command.empty() ? ProgramCall{"c++"} : command;
}

/// How a program ended that failed, in words; nothing after an exit code.
std::string failure(ChildOutcome const& outcome, std::string const& program) {
  if (outcome.exit_code == no_such_program) {
    return fmt::format("there is no program '{}'\n", program);
  }
  return outcome.signal == 0 ? "" : fmt::format("ended by signal {}\n", outcome.signal);
}

} // namespace

double compile_program(std::filesystem::path const& folder,
                       std::string const& name,
                       std::string const& advice) {
  auto const start = std::chrono::steady_clock::now();
  ProgramCall command = compiler();
  for (char const* argument :
       {"-std=c++20", "-O3", "-march=native", "-ffp-contract=off", "-pthread"}) {
    command.emplace_back(argument);
  }
  // Last, so that they count where they contradict.
  for (std::string& flag : words_of("CXXFLAGS")) {
    command.push_back(std::move(flag));
  }
  command.push_back(name + ".cpp");
  command.emplace_back("-o");
  command.push_back(name);
  run_program(folder, command, advice);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string run_program(std::filesystem::path const& folder,
                        ProgramCall const& command,
                        std::string const& advice) {
  ChildOutcome const outcome = run(command, {.folder = folder, .joined = true});
  if (outcome.exit_code != 0) {
    throw GenerateError(fmt::format("this command failed: {}\n{}{}\n{}",
                                    as_typed(command),
                                    outcome.output,
                                    failure(outcome, command.front()),
                                    advice));
  }
  return outcome.output;
}

} // namespace equivarify::codegen
