#include "equivarify/codegen/spec_document.hpp"

#include "equivarify/codegen/spec_places.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <regex>
#include <sstream>
#include <system_error>
#include <utility>

namespace equivarify::codegen {
namespace {

/// What may follow where nlohmann/json names only the end of a list or an object.
std::string expected_next(std::string const& expected) {
  if (expected.empty()) {
    return "a JSON value";
  }
  return expected == "'}'" || expected == "']'" ? "',' or " + expected : expected;
}

/// The problem that nlohmann/json states as `... while parsing CONTEXT - FOUND; expected WHAT`.
Problem syntax_problem(std::string const& text, nlohmann::json::parse_error const& error) {
  static std::regex const form{R"(^.*while parsing (\w+(?: \w+)*) - (.*?)(?:; expected (.*))?$)"};
  std::string const message = error.what();
  std::smatch match;
  Problem problem{.summary = "not JSON",
                  .found = message,
                  .place = place_at(text, error.byte == 0 ? 0 : error.byte - 1)};
  if (std::regex_match(message, match, form)) {
    problem.found = fmt::format("{}, while reading: {}", match[2].str(), match[1].str());
    problem.expected = expected_next(match[3]);
  }
  return problem;
}

/// The problem that nlohmann/json states as `... number overflow parsing 'NUMBER'`.
Problem overflow_problem(std::string const& text, nlohmann::json::out_of_range const& error) {
  std::string const message = error.what();
  std::size_t const quote = message.find('\'') + 1;
  std::string const number = message.substr(quote, message.rfind('\'') - quote);
  return {.summary = "number too large",
          .found = number,
          .expected = "a number that a double can hold",
          .place = place_at(text, text.find(number))};
}

SpecDocument unreadable(Problem problem) {
  Place const place = problem.place;
  SpecDocument document{.value = nullptr,
                        .problems = SpecProblems{{{"", {.key = place, .value = place}}}}};
  document.problems.add(std::move(problem));
  return document;
}

Problem duplicate_key(std::string const& pointer) {
  return {.pointer = pointer,
          .summary = "key given twice",
          .found = in_quotes(pointer.substr(pointer.rfind('/') + 1)),
          .expected = "each key at most once in an object",
          .blocking = false};
}

} // namespace

std::string read_text(std::string const& path, std::string const& expected) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    std::string const reason =
        errno == 0 ? "an empty file" : std::generic_category().message(errno);
    throw SpecError{path, {{.summary = "cannot be read", .found = reason, .expected = expected}}};
  }
  return text.str();
}

SpecDocument parse_document(std::string const& text) {
  try {
    SpecDocument document{.value = nlohmann::json::parse(text), .problems = {}};
    ScannedPlaces scanned = scan_places(text);
    document.problems = SpecProblems{std::move(scanned.places)};
    for (auto const& [pointer, place] : scanned.duplicates) {
      document.problems.add_at(duplicate_key(pointer), place);
    }
    if (!scanned.too_deep.empty()) {
      document.problems.add({.pointer = scanned.too_deep,
                             .summary = "nested too deep",
                             .expected = fmt::format("at most {} levels", deepest_nesting)});
    }
    return document;
  } catch (nlohmann::json::parse_error const& error) {
    return unreadable(syntax_problem(text, error));
  } catch (nlohmann::json::out_of_range const& error) {
    return unreadable(overflow_problem(text, error));
  }
}

} // namespace equivarify::codegen
