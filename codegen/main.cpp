#include "equivarify/codegen/commands/cli.hpp"

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <ostream>
#include <system_error>

#include <unistd.h>

#ifdef EQUIVARIFY_MPI
#include "equivarify/runtime/mpi/mpi_ranks.hpp"
#endif

namespace {

/// All processes that mpirun started, or this one.
std::shared_ptr<equivarify::runtime::Team> make_team() {
#ifdef EQUIVARIFY_MPI
  return equivarify::runtime::team_of_mpi();
#else
  return equivarify::runtime::team_of_one();
#endif
}

} // namespace

int main(int argc, char** argv) {
  // See no-color.org. NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  char const* const no_colour = std::getenv("NO_COLOR");
  bool const is_unwanted = no_colour != nullptr && *no_colour != '\0';
  bool const colour = isatty(STDOUT_FILENO) != 0 && !is_unwanted;
  auto const team = make_team();
  std::ostream nowhere(nullptr);
  equivarify::codegen::Console console{.out = team->is_first() ? std::cout : nowhere,
                                       .err = team->is_first() ? std::cerr : nowhere,
                                       .colour = colour && team->is_first(),
                                       .watched = isatty(STDERR_FILENO) != 0 && team->is_first(),
                                       .team = team};
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
