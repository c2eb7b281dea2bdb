#include "equivarify/codegen/cli.hpp"

#include <cstdlib>
#include <iostream>

#include <unistd.h>

int main(int argc, char** argv) {
  using namespace equivarify::codegen;
  bool const colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  Console console{.out = std::cout, .err = std::cerr, .colour = colour};
  return static_cast<int>(run({argv + 1, argv + argc}, console));
}
