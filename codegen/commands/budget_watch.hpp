/// \file
/// Who looks on while a command works for long.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_BUDGET_WATCH_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_BUDGET_WATCH_HPP

#include "equivarify/algebra/watch.hpp"
#include "equivarify/codegen/commands/progress_line.hpp"

#include <chrono>

namespace equivarify::codegen {

/// Gives time until \p seconds have passed since \p start, or without limit if they are 0, unless a
/// runtime::Interruption came, and shows on \p line what is done. It must not outlive \p line.
[[nodiscard]] algebra::Watch
budget_watch(double seconds,
             ProgressLine& line,
             std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now());

} // namespace equivarify::codegen

#endif
