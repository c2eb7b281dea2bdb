/// \file
/// How far long work is, for a person who waits.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_PROGRESS_LINE_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_PROGRESS_LINE_HPP

#include "equivarify/codegen/commands/command.hpp"

#include <chrono>
#include <string>

namespace equivarify::codegen {

/// Says on standard error what is being done: on a terminal in one line that is written over, where
/// it is asked for elsewhere a line for each piece, and otherwise nothing.
class ProgressLine {
public:
  /// \p asked says whether it is asked for.
  ProgressLine(Console const& console, bool asked);
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine(ProgressLine&&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine&&) = delete;

  /// Clears the line.
  ~ProgressLine();

  /// \p what is done now.
  void show(std::string const& what);

  /// Leaves room for something else on the terminal.
  void clear();

private:
  [[nodiscard]] double seconds() const;

  Console const& console_;
  bool asked_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace equivarify::codegen

#endif
