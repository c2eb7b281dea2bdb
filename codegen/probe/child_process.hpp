/// \file
/// Work done in a process of its own, which may die or hang without harm.
#ifndef EQUIVARIFY_CODEGEN_PROBE_CHILD_PROCESS_HPP
#define EQUIVARIFY_CODEGEN_PROBE_CHILD_PROCESS_HPP

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace equivarify::codegen {

/// How long a child may run and how much it may write to its standard output.
struct ChildLimits {
  double seconds = 60;
  std::size_t output = 0;
};

/// What became of a child.
struct ChildOutcome {
  std::string output;      ///< at most one byte more than the limit
  std::string last_words;  ///< the end of what it wrote to standard error
  int exit_code = 0;       ///< -1 if it did not end by itself
  int signal = 0;          ///< that ended it, or 0
  bool timed_out = false;  ///< and was killed, with all that it had started
  bool overflowed = false; ///< the same, for it wrote more than it might
};

/// Forks and calls \p body in the child, with \p input as its standard input; what \p body returns
/// is the exit code.
///
/// \throws BlackBoxError if the system cannot start a process.
[[nodiscard]] ChildOutcome
run_in_child(std::function<int()> const& body, std::string_view input, ChildLimits const& limits);

} // namespace equivarify::codegen

#endif
