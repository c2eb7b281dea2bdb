#include "equivarify/algebra/proof/term.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

/// Reads a term by recursive descent.
class TermParser {
public:
  explicit TermParser(std::string_view text) : text_{text} {}

  Term whole() {
    Term term = read();
    if (place_ != text_.size()) {
      fail("the end");
    }
    return term;
  }

private:
  Term read() {
    if (++depth_ > deepest) {
      fail("fewer levels");
    }
    Term term{.symbol = read_symbol(), .arguments = {}};
    if (skip("(")) {
      do {
        term.arguments.push_back(read());
      } while (skip(", "));
      if (!skip(")")) {
        fail("')'");
      }
    }
    --depth_;
    return term;
  }

  std::string read_symbol() {
    auto const is_letter = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    auto const rest = text_.substr(place_);
    auto const* const end = std::find_if_not(rest.begin(), rest.end(), is_letter);
    if (end == rest.begin()) {
      fail("a symbol");
    }
    std::string symbol{rest.begin(), end};
    place_ += symbol.size();
    return symbol;
  }

  bool skip(std::string_view expected) {
    bool const found = text_.substr(place_, expected.size()) == expected;
    place_ += found ? expected.size() : 0;
    return found;
  }

  [[noreturn]] void fail(char const* expected) const {
    throw AlgebraError(fmt::format(
        "\"{}\" is no term: expected {} at character {}", shortened(text_), expected, place_ + 1));
  }

  static constexpr std::size_t deepest = 1000;

  std::string_view text_;
  std::size_t place_ = 0;
  std::size_t depth_ = 0;
};

bool is(Term const& term, char const* symbol, std::size_t arguments) {
  return term.symbol == symbol && term.arguments.size() == arguments;
}

std::string list_of(std::vector<Term> const& terms) {
  std::vector<std::string> texts;
  std::transform(terms.begin(), terms.end(), std::back_inserter(texts), to_formula);
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// A formula that a postfix may follow.
std::string bracketed(Term const& term) {
  bool const is_compound = is(term, "act", 2) || is(term, "mul", 2) || is(term, "comp", 2);
  return is_compound ? fmt::format("({})", to_formula(term)) : to_formula(term);
}

} // namespace

Term symbol(std::string name) {
  return {std::move(name), {}};
}

Term apply(Term map, Term argument) {
  return {"ap", {std::move(map), std::move(argument)}};
}

Term parse_term(std::string_view text) {
  return TermParser{text}.whole();
}

std::string to_string(Term const& term) {
  std::string text = term.symbol;
  char const* separator = "(";
  for (Term const& argument : term.arguments) {
    text += separator + to_string(argument);
    separator = ", ";
  }
  return term.arguments.empty() ? text : text + ")";
}

std::string to_string(Position const& position) {
  return fmt::format("{}", fmt::join(position, "."));
}

Term const& subterm(Term const& term, Position const& position) {
  Term const* part = &term;
  for (std::size_t const step : position) {
    part = &part->arguments.at(step);
  }
  return *part;
}

Term replaced(Term term, Position const& position, Term part) {
  Term* place = &term;
  for (std::size_t const step : position) {
    place = &place->arguments.at(step);
  }
  Term moved = std::move(part);
  *place = std::move(moved);
  return term;
}

std::string to_formula(Term const& term) {
  auto const& arguments = term.arguments;
  if (is(term, "act", 2) || is(term, "mul", 2)) {
    bool const needs_brackets = is(arguments[0], "act", 2);
    return needs_brackets
               ? fmt::format("({}) {}", to_formula(arguments[0]), bracketed(arguments[1]))
               : fmt::format("{} {}", to_formula(arguments[0]), bracketed(arguments[1]));
  }
  if (is(term, "inv", 1)) {
    return bracketed(arguments[0]) + "^-1";
  }
  if (is(term, "lift", 1)) {
    return bracketed(arguments[0]) + "^";
  }
  if (is(term, "comp", 2)) {
    return fmt::format("{} {}", to_formula(arguments[0]), bracketed(arguments[1]));
  }
  if (is(term, "ap", 2) || is(term, "at", 2)) {
    return fmt::format("{}({})", bracketed(arguments[0]), to_formula(arguments[1]));
  }
  if (is(term, "in", 1)) {
    return to_formula(arguments[0]);
  }
  return arguments.empty() ? term.symbol : fmt::format("{}({})", term.symbol, list_of(arguments));
}

} // namespace equivarify::algebra::proof
