#include "equivarify/codegen/commands/symmetries_watch.hpp"

#include "equivarify/codegen/commands/budget_watch.hpp"

namespace equivarify::codegen {

SymmetriesWatch::SymmetriesWatch(SymmetriesOptions const& options, Console const& console)
    : progress_{console, options.progress}, budget_seconds_{options.budget_seconds} {}

algebra::Watch SymmetriesWatch::of_search() {
  return until(0.5);
}

algebra::Watch SymmetriesWatch::of_tests() {
  return until(1);
}

algebra::Watch SymmetriesWatch::until(double share) {
  return budget_watch(share * budget_seconds_, progress_, start_);
}

} // namespace equivarify::codegen
