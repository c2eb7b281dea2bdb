#include "equivarify/codegen/groups/form_problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::codegen {

namespace {

/// `at '/points': expected a number, found "many" (nearest: ...)`.
std::string to_line(FormProblem const& problem) {
  std::string const found =
      problem.expected.empty()
          ? problem.found
          : fmt::format("expected {}, found {}", problem.expected, problem.found);
  std::string const nearest =
      problem.nearest.empty() ? "" : fmt::format(" (nearest: '{}')", problem.nearest);
  std::string const place =
      problem.pointer.empty() ? "" : fmt::format("at '{}': ", problem.pointer);
  return place + found + nearest;
}

std::string to_text(std::vector<FormProblem> const& problems) {
  std::vector<std::string> lines;
  lines.reserve(problems.size());
  for (FormProblem const& problem : problems) {
    lines.push_back(to_line(problem));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

} // namespace

FormProblems::FormProblems(std::vector<FormProblem> problems)
    : AlgebraError{to_text(problems)}, problems_{std::move(problems)} {}

} // namespace equivarify::codegen
