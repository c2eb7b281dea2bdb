#include "equivarify/codegen/commands/cli.hpp"

#include <cstdlib>
#include <iostream>

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
    std::cerr << "equivarify: standard output: cannot be written\n";
    return static_cast<int>(equivarify::codegen::ExitCode::bad_input);
  }
  return static_cast<int>(code);
}
