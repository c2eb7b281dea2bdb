/// \file
/// Who looks on while symmetries are looked for and tested.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_WATCH_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_WATCH_HPP

#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/commands/progress_line.hpp"
#include "equivarify/codegen/commands/symmetries_options.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"

#include <chrono>

namespace equivarify::codegen {

/// Shows what is done, and ends it when the budget of the options is used up or a signal comes: the
/// search has half of it, so that there is time to test what it finds.
class SymmetriesWatch {
public:
  SymmetriesWatch(SymmetriesOptions const& options, Console const& console);

  /// Of the search. It must not outlive this.
  [[nodiscard]] algebra::Watch of_search();

  /// Of the tests. It must not outlive this.
  [[nodiscard]] algebra::Watch of_tests();

private:
  [[nodiscard]] algebra::Watch until(double share);

  runtime::Interruption interruption_;
  ProgressLine progress_;
  double budget_seconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace equivarify::codegen

#endif
