#include "equivarify/codegen/commands/budget_watch.hpp"

#include "equivarify/runtime/ranks/interruption.hpp"

namespace equivarify::codegen {

algebra::Watch
budget_watch(double seconds, ProgressLine& line, std::chrono::steady_clock::time_point start) {
  return {.goes_on =
              [start, seconds] {
                std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start;
                return (seconds <= 0 || time.count() < seconds) && !runtime::Interruption::wanted();
              },
          .begins = [&line](std::string const& what) { line.show(what); }};
}

} // namespace equivarify::codegen
