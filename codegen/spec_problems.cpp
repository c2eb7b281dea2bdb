#include "equivarify/codegen/spec_problems.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

bool is_at_or_below(std::string const& pointer, std::string const& ancestor) {
  return pointer.compare(0, ancestor.size(), ancestor) == 0 &&
         (pointer.size() == ancestor.size() || pointer[ancestor.size()] == '/');
}

} // namespace

std::string child(std::string const& pointer, std::string_view key) {
  std::string result = pointer + '/';
  for (char const c : key) {
    switch (c) {
    case '~':
      result += "~0";
      break;
    case '/':
      result += "~1";
      break;
    default:
      result += c;
    }
  }
  return result;
}

std::string child(std::string const& pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

void SpecProblems::add(Problem problem) {
  Place const place = place_of(problem.pointer).value;
  add_at(std::move(problem), place);
}

void SpecProblems::add_at_key(Problem problem) {
  Place const place = place_of(problem.pointer).key;
  add_at(std::move(problem), place);
}

void SpecProblems::add_at(Problem problem, Place place) {
  problem.place = place;
  problems_.push_back(std::move(problem));
}

bool SpecProblems::blocked(std::string const& pointer) const {
  return std::any_of(problems_.begin(), problems_.end(), [&pointer](Problem const& problem) {
    return problem.blocking &&
           (is_at_or_below(problem.pointer, pointer) || is_at_or_below(pointer, problem.pointer));
  });
}

ValuePlace SpecProblems::place_of(std::string pointer) const {
  auto found = places_.find(pointer);
  while (found == places_.end() && !pointer.empty()) {
    pointer.erase(pointer.rfind('/'));
    found = places_.find(pointer);
  }
  return found == places_.end() ? ValuePlace{} : found->second;
}

std::string suggestion(std::string_view word, std::vector<std::string> const& candidates) {
  std::string const nearest = algebra::nearest_name(word, candidates);
  std::size_t const longest = std::max(word.size(), nearest.size());
  bool const near = algebra::edit_distance(word, nearest) <= std::max<std::size_t>(1, longest / 2);
  return nearest.empty() || !near ? std::string{} : in_quotes(nearest);
}

std::string one_of(std::vector<std::string> const& names) {
  if (names.size() == 1) {
    return in_quotes(names.front());
  }
  std::string result = "one of ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    result += (i == 0 ? "" : ", ") + in_quotes(names[i]);
  }
  return result;
}

std::string in_quotes(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

} // namespace equivarify::codegen
