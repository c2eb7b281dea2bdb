#include "equivarify/codegen/commands/symmetries_watch.hpp"

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
  double const seconds = share * budget_seconds_;
  return {.goes_on =
              [start = start_, seconds] {
                std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
                return (seconds <= 0 || time.count() < seconds) && !runtime::Interruption::wanted();
              },
          .begins = [this](std::string const& what) { progress_.show(what); }};
}

} // namespace equivarify::codegen
