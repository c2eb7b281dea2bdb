#include "equivarify/algebra/proof/equation.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

/// \p text before and after the first \p separator.
std::pair<std::string_view, std::string_view> split(std::string_view text,
                                                    std::string_view separator) {
  auto const place = text.find(separator);
  if (place == std::string_view::npos) {
    throw AlgebraError(fmt::format(R"("{}": expected "{}")", text, separator));
  }
  return {text.substr(0, place), text.substr(place + separator.size())};
}

/// Finds terms, and sets, for the variables of an equation.
class Matcher {
public:
  Matcher(Context const& variables, Context const& context, Substitution given)
      : variables_{variables}, context_{context}, terms_{std::move(given)} {}

  bool match(Term const& pattern, Term const& term) {
    auto const variable = variables_.find(pattern.symbol);
    if (pattern.arguments.empty() && variable != variables_.end()) {
      return bind(variable->first, variable->second, term);
    }
    auto const same = [this](Term const& a, Term const& b) { return match(a, b); };
    return pattern.symbol == term.symbol && std::equal(pattern.arguments.begin(),
                                                       pattern.arguments.end(),
                                                       term.arguments.begin(),
                                                       term.arguments.end(),
                                                       same);
  }

  /// \p pattern with the terms found; nothing if a variable has none.
  [[nodiscard]] std::optional<Term> substitute(Term const& pattern) const {
    if (pattern.arguments.empty() && variables_.contains(pattern.symbol)) {
      auto const found = terms_.find(pattern.symbol);
      return found == terms_.end() ? std::nullopt : std::optional{found->second};
    }
    Term result{.symbol = pattern.symbol, .arguments = {}};
    for (Term const& argument : pattern.arguments) {
      auto part = substitute(argument);
      if (!part) {
        return std::nullopt;
      }
      result.arguments.push_back(*std::move(part));
    }
    return result;
  }

private:
  bool bind(std::string const& name, Term const& sort, Term const& term) {
    auto const [place, is_new] = terms_.emplace(name, term);
    return place->second == term && has_sort(term, sort);
  }

  bool has_sort(Term const& term, Term const& sort) {
    if (sort.symbol == "Fun") {
      return leads_to(term, sort.arguments[0], sort.arguments[1], context_);
    }
    return sort.symbol == "Any" || match_sort(sort, sort_of(term, context_));
  }

  bool match_sort(Term const& pattern, Term const& sort) {
    if (pattern.symbol == "A" || pattern.symbol == "B") {
      return sets_.emplace(pattern.symbol, sort).first->second == sort;
    }
    auto const same = [this](Term const& a, Term const& b) { return match_sort(a, b); };
    return pattern.symbol == sort.symbol && std::equal(pattern.arguments.begin(),
                                                       pattern.arguments.end(),
                                                       sort.arguments.begin(),
                                                       sort.arguments.end(),
                                                       same);
  }

  Context const& variables_;
  Context const& context_;
  Substitution terms_;
  Substitution sets_;
};

} // namespace

Context parse_context(std::string_view text) {
  Context context;
  while (!text.empty()) {
    bool const is_last = text.find("; ") == std::string_view::npos;
    auto const [entry, rest] = is_last ? std::pair{text, std::string_view{}} : split(text, "; ");
    auto const [name, sort] = split(entry, ": ");
    if (!parse_term(name).arguments.empty() || !context.emplace(name, parse_term(sort)).second) {
      throw AlgebraError(fmt::format(R"("{}": expected a name that is not taken)", entry));
    }
    text = rest;
  }
  return context;
}

Equation parse_equation(std::string name,
                        std::string source,
                        std::string_view variables,
                        std::string_view text) {
  auto const [left, right] = split(text, " = ");
  return {.name = std::move(name),
          .source = std::move(source),
          .variables = parse_context(variables),
          .left = parse_term(left),
          .right = parse_term(right)};
}

std::optional<Term> rewrite(Term const& term,
                            Equation const& equation,
                            Direction direction,
                            Context const& context,
                            Substitution const& given) {
  bool const is_forward = direction == Direction::forward;
  Matcher matcher{equation.variables, context, given};
  if (!matcher.match(is_forward ? equation.left : equation.right, term)) {
    return std::nullopt;
  }
  return matcher.substitute(is_forward ? equation.right : equation.left);
}

} // namespace equivarify::algebra::proof
