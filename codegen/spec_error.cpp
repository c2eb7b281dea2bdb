#include "equivarify/codegen/spec_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

std::vector<Problem> sorted(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](Problem const& a, Problem const& b) {
    return a.place < b.place;
  });
  return problems;
}

std::string whole_message(std::string const& file, std::vector<Problem> const& problems) {
  std::string text;
  for (Problem const& problem : problems) {
    text += to_text(file, problem);
  }
  return text +
         fmt::format("{} problem{} in {}", problems.size(), problems.size() == 1 ? "" : "s", file);
}

} // namespace

SpecError::SpecError(std::string file, std::vector<Problem> problems)
    : Error{whole_message(file, sorted(problems))}, file_{std::move(file)}, problems_{
                                                                                sorted(std::move(
                                                                                    problems))} {}

std::string to_text(std::string const& file, Problem const& problem) {
  std::string text = file;
  if (problem.place.line != 0) {
    text += fmt::format(":{}:{}", problem.place.line, problem.place.column);
  }
  text += fmt::format(": {}\n", problem.summary);
  auto const line = [&text](char const* label, std::string const& value) {
    if (!value.empty()) {
      text += fmt::format("  {:<13}{}\n", label, value);
    }
  };
  line("at", problem.pointer);
  line("found", problem.found);
  line("expected", problem.expected);
  line("did you mean", problem.nearest);
  return text;
}

} // namespace equivarify::codegen
