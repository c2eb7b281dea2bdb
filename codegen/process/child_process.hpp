/// \file
/// Work done in a process of its own, which may die or hang without harm.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_CHILD_PROCESS_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_CHILD_PROCESS_HPP

#include "equivarify/algebra/error.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace equivarify::codegen {

/// The system cannot start a process, or the folder or file that it needs; the message says which.
class ProcessError : public algebra::Error {
public:
  using Error::Error;
};

/// How long a child may run and how much it may write to its standard output.
struct ChildLimits {
  double seconds = 60; ///< more than `longest_wait` counts as that
  std::size_t output = 0;
};

/// The longest time in seconds that a child is given: about thirty years, which a clock can count.
inline constexpr double longest_wait = 1e9;

/// What became of a child.
struct ChildOutcome {
  std::string output;      ///< at most one buffer more than the limit
  std::string last_words;  ///< the end of what it wrote to standard error
  int exit_code = 0;       ///< -1 if it did not end by itself
  int signal = 0;          ///< that ended it, or 0
  bool timed_out = false;  ///< and was killed, with all that it had started
  bool overflowed = false; ///< the same, for it wrote more than it might
};

/// Forks and calls \p body in the child, with \p input as its standard input; what \p body returns
/// is the exit code. A third process stands between, the warden: when the child has ended or its
/// limits are reached, and when this program ends in whatever way, it kills the child with all that
/// the child started, in whichever group or session that is. What a child that has ended left
/// running may go on as long as it holds the child's standard output open and no limit is reached.
///
/// \throws ProcessError if the system cannot start a process.
[[nodiscard]] ChildOutcome
run_in_child(std::function<int()> const& body, std::string_view input, ChildLimits const& limits);

} // namespace equivarify::codegen

#endif
