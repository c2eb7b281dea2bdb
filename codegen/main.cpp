#include "equivarify/codegen/commands/cli.hpp"

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include <unistd.h>

int main(int argc, char** argv) {
  // See no-color.org. NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  char const* const no_colour = std::getenv("NO_COLOR");
  bool const is_unwanted = no_colour != nullptr && *no_colour != '\0';
  bool const colour = isatty(STDOUT_FILENO) != 0 && !is_unwanted;
  equivarify::codegen::Console console{.out = std::cout, .err = std::cerr, .colour = colour};
  equivarify::codegen::ExitCode const code =
      equivarify::codegen::run({argv + 1, argv + argc}, console);
  if (!std::cout.flush()) {
    // The reason of the first failure is gone, but one more character fails for the same.
    bool const knows = write(STDOUT_FILENO, "\n", 1) < 0;
    std::cerr << "equivarify: standard output: cannot be written"
              << (knows ? ": " + std::generic_category().message(errno) : "") << '\n';
    return static_cast<int>(equivarify::codegen::ExitCode::bad_input);
  }
  return static_cast<int>(code);
}
