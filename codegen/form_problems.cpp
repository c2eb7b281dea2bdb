#include "equivarify/codegen/form_problems.hpp"

#include "equivarify/codegen/groups/form_problem.hpp"

namespace equivarify::codegen {

void add_problems(FormProblems const& error, SpecProblems& problems) {
  for (FormProblem const& problem : error.problems()) {
    Problem const placed{.pointer = problem.pointer,
                         .summary = problem.summary,
                         .found = problem.found,
                         .expected = problem.expected,
                         .nearest = problem.nearest.empty() ? "" : in_quotes(problem.nearest)};
    if (problem.at_the_key) {
      problems.add_at_key(placed);
    } else {
      problems.add(placed);
    }
  }
}

} // namespace equivarify::codegen
