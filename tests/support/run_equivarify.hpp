/// \file
/// The program in process.
#ifndef EQUIVARIFY_TESTS_SUPPORT_RUN_EQUIVARIFY_HPP
#define EQUIVARIFY_TESTS_SUPPORT_RUN_EQUIVARIFY_HPP

#include "equivarify/codegen/commands/cli.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace equivarify::support {

/// What the program gave back.
struct Outcome {
  codegen::ExitCode code = codegen::ExitCode::done;
  std::string out;
  std::string err;
};

/// Runs the program with \p arguments.
[[nodiscard]] inline Outcome run_equivarify(std::vector<std::string> const& arguments,
                                            bool colour = false) {
  std::ostringstream out;
  std::ostringstream err;
  codegen::Console console{.out = out, .err = err, .colour = colour};
  codegen::ExitCode const code = codegen::run(arguments, console);
  return {.code = code, .out = out.str(), .err = err.str()};
}

} // namespace equivarify::support

#endif
