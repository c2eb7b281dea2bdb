/// \file
/// Ctrl-C as a wish that is granted at the next good moment.
#ifndef EQUIVARIFY_RUNTIME_RANKS_INTERRUPTION_HPP
#define EQUIVARIFY_RUNTIME_RANKS_INTERRUPTION_HPP

#include <csignal>

namespace equivarify::runtime {

/// While this exists, the first SIGINT or SIGTERM is noted and the second one ends the program.
/// At most one may exist at a time.
class Interruption {
public:
  Interruption();
  Interruption(Interruption const&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption const&) = delete;
  Interruption& operator=(Interruption&&) = delete;
  ~Interruption();

  /// Whether a signal has come.
  [[nodiscard]] static bool wanted();

private:
  struct sigaction previous_interrupt_ {};

  struct sigaction previous_termination_ {};
};

} // namespace equivarify::runtime

#endif
