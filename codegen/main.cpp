#include "equivarify/codegen/cli.hpp"

#include <cstdlib>
#include <iostream>

#include <unistd.h>

int main(int argc, char** argv) {
  using namespace equivarify::codegen;
  char const* const no_colour = std::getenv("NO_COLOR"); // see no-color.org
  bool const is_unwanted = no_colour != nullptr && *no_colour != '\0';
  bool const colour = isatty(STDOUT_FILENO) != 0 && !is_unwanted;
  Console console{.out = std::cout, .err = std::cerr, .colour = colour};
  return static_cast<int>(run({argv + 1, argv + argc}, console));
}
