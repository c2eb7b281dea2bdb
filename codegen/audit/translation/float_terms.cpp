#include "equivarify/codegen/audit/translation/float_terms.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::audit {

FloatTerm FloatTerms::variable(std::size_t i) {
  return number_of("variable " + std::to_string(i), {});
}

FloatTerm FloatTerms::sum(FloatTerm a, FloatTerm b) {
  std::vector<FloatTerm> terms{std::min(a, b), std::max(a, b)};
  bool const is_negative = terms.front().is_negative;
  if (is_negative) {
    terms = {terms.front().negated(), terms.back().negated()};
    std::sort(terms.begin(), terms.end());
  }
  FloatTerm const result = number_of("+", std::move(terms));
  return is_negative ? result.negated() : result;
}

FloatTerm FloatTerms::odd(std::string const& name, std::vector<FloatTerm> arguments) {
  bool const is_negative = arguments.front().is_negative;
  if (is_negative) {
    for (FloatTerm& argument : arguments) {
      argument = argument.negated();
    }
  }
  FloatTerm const result = number_of("function " + name, std::move(arguments));
  return is_negative ? result.negated() : result;
}

FloatTerm FloatTerms::number_of(std::string const& name, std::vector<FloatTerm> arguments) {
  auto const found = numbers_.emplace(std::pair{name, std::move(arguments)}, numbers_.size()).first;
  return {found->second, false};
}

} // namespace equivarify::audit
