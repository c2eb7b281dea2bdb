/// \file
/// The process between this program and a child, which takes with it all that the child started.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_WARDEN_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_WARDEN_HPP

#include <csignal>

#include <sys/types.h>

namespace equivarify::codegen {

/// How a child ended, as a warden reports it.
struct ChildStatus {
  int exit_code = -1; ///< -1 if a signal ended it
  int signal = 0;     ///< that signal, or 0
};

/// Makes the present process a warden: it adopts whatever its descendants leave behind, however
/// often they fork and whichever group or session they go to, and no signal but SIGKILL and SIGSTOP
/// reaches it. Between its construction and watch() it starts one child.
class Warden {
public:
  Warden();

  /// Gives the child, which calls this, the signals that the program had.
  void release_child() const;

  /// Writes the ChildStatus of \p child to the file descriptor \p status when it has ended. Waits
  /// until the other end of the pipe \p leash is closed, which happens when the program ends as
  /// well, in whatever way; then kills all descendants that are left, and ends.
  [[noreturn]] void watch(pid_t child, int leash, int status) const;

private:
  sigset_t signals_{}; ///< blocked before
};

} // namespace equivarify::codegen

#endif
