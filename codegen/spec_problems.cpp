#include "equivarify/codegen/spec_problems.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace equivarify::codegen {
namespace {

bool is_at_or_below(std::string const& pointer, std::string const& ancestor) {
  return pointer.compare(0, ancestor.size(), ancestor) == 0 &&
         (pointer.size() == ancestor.size() || pointer[ancestor.size()] == '/');
}

/// \p word without what people leave out or write otherwise: `R^2` and `r2` are near.
std::string letters_and_digits(std::string_view word) {
  std::string result;
  for (char const c : word) {
    auto const byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      result += static_cast<char>(std::tolower(byte));
    }
  }
  return result;
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
  std::string const bare = letters_and_digits(word);
  std::pair best{std::size_t{0}, std::size_t{0}};
  std::string const* nearest = nullptr;
  for (std::string const& candidate : candidates) {
    std::pair const distance{algebra::edit_distance(bare, letters_and_digits(candidate)),
                             algebra::edit_distance(word, candidate)};
    if (nearest == nullptr || distance < best) {
      best = distance;
      nearest = &candidate;
    }
  }
  bool const near = nearest != nullptr && best.first < bare.size() &&
                    best.first <= std::max<std::size_t>(1, bare.size() / 2);
  return near ? in_quotes(*nearest) : std::string{};
}

std::string in_a_row(std::vector<std::string> const& names) {
  std::string result;
  for (std::string const& name : names) {
    result += (result.empty() ? "" : ", ") + in_quotes(name);
  }
  return result;
}

std::string one_of(std::vector<std::string> const& names) {
  return (names.size() == 1 ? "" : "one of ") + in_a_row(names);
}

std::string in_quotes(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

} // namespace equivarify::codegen
