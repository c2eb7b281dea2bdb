/// \file
/// Ctrl-C as a wish that is granted at the next good moment.
#ifndef EQUIVARIFY_RUNTIME_RANKS_INTERRUPTION_HPP
#define EQUIVARIFY_RUNTIME_RANKS_INTERRUPTION_HPP

#include <array>
#include <csignal>

namespace equivarify::runtime {

/// While this exists, the first SIGINT, SIGTERM or SIGUSR1 is noted and the second one ends the
/// program.
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
  std::array<struct sigaction, 3> previous_{}; ///< of each of these signals
};

} // namespace equivarify::runtime

#endif
