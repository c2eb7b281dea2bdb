#include "equivarify/codegen/json/problems.hpp"

#include "equivarify/codegen/json/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t most_shown = 12;
constexpr std::size_t longest_text = 1'000;

bool is_at_or_below(std::string const& pointer, std::string const& ancestor) {
  return pointer.compare(0, ancestor.size(), ancestor) == 0 &&
         (pointer.size() == ancestor.size() || pointer[ancestor.size()] == '/');
}

std::vector<Problem> sorted(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](Problem const& a, Problem const& b) {
    return a.place < b.place;
  });
  return problems;
}

std::string whole_message(std::string const& file, std::vector<Problem> const& problems) {
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), most_shown); ++i) {
    text += to_text(file, problems[i]);
  }
  if (problems.size() > most_shown) {
    text += fmt::format("... and {} more\n", problems.size() - most_shown);
  }
  text += fmt::format("{} problem{}", problems.size(), problems.size() == 1 ? "" : "s");
  return file.empty() ? text : fmt::format("{} in {}", text, file);
}

} // namespace

InputError::InputError(std::vector<Problem> problems) : InputError{{}, std::move(problems)} {}

InputError::InputError(Problem problem)
    : InputError{{}, std::vector<Problem>{std::move(problem)}} {}

InputError::InputError(std::string file, std::vector<Problem> problems)
    : Error{""}, file_{std::move(file)}, problems_{sorted(std::move(problems))},
      message_{whole_message(file_, problems_)} {}

void InputError::locate(std::string const& file, std::string_view text) {
  if (!file_.empty()) {
    return;
  }
  file_ = file;
  std::vector<std::string> pointers;
  for (Problem const& problem : problems_) {
    if (problem.place.line == 0) {
      pointers.push_back(problem.pointer);
    }
  }
  Places const places = locate_values(text, pointers);
  for (Problem& problem : problems_) {
    if (problem.place.line == 0) {
      ValuePlace const found = nearest_place(places, problem.pointer);
      problem.place = problem.at_the_key ? found.key : found.value;
    }
  }
  problems_ = sorted(std::move(problems_));
  message_ = whole_message(file_, problems_);
}

std::string to_text(std::string const& file, Problem const& problem) {
  std::string text = file;
  if (problem.place.line != 0) {
    text += fmt::format(":{}:{}", problem.place.line, problem.place.column);
  }
  text += fmt::format("{}{}\n", text.empty() ? "" : ": ", printable(problem.summary, longest_text));
  auto const line = [&text](char const* label, std::string const& value) {
    if (!value.empty()) {
      text += fmt::format("  {:<13}{}\n", label, printable(value, longest_text));
    }
  };
  line("at", problem.pointer);
  line("found", problem.found);
  line("expected", problem.expected);
  line("did you mean", problem.nearest);
  return text;
}

void Problems::add_at_key(Problem problem) {
  problem.at_the_key = true;
  add(std::move(problem));
}

void Problems::add(InputError const& error) {
  problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
}

void Problems::require_none() const {
  if (!problems_.empty()) {
    throw InputError{problems_};
  }
}

bool Problems::blocked(std::string const& pointer) const {
  return std::any_of(problems_.begin(), problems_.end(), [&pointer](Problem const& problem) {
    return problem.blocking &&
           (is_at_or_below(problem.pointer, pointer) || is_at_or_below(pointer, problem.pointer));
  });
}

} // namespace equivarify::codegen
