#include "equivarify/algebra/proof/theory_check.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra::proof {
namespace {

/// \p what, and which of \p known \p name may have been meant for.
std::string with_nearest(std::string const& what,
                         std::string const& name,
                         std::vector<std::string> const& known) {
  std::string const nearest = nearest_name(name, known);
  return nearest.empty() ? what : fmt::format("{} (nearest: {})", what, nearest);
}

[[noreturn]] void
refuse_symbol(TheoryLine const& line, Term const& term, Context const* variables) {
  std::vector<std::string> known;
  for (auto const& [name, arguments] : symbols()) {
    known.push_back(name);
  }
  if (variables != nullptr && term.arguments.empty()) {
    for (auto const& [name, sort] : *variables) {
      known.push_back(name);
    }
  }
  std::string const what = term.arguments.empty() ? "a symbol, or a variable" : "a symbol";
  line.refuse(term.symbol, with_nearest(what, term.symbol, known));
}

} // namespace

void demand_known(TheoryLine const& line,
                  std::string const& name,
                  std::vector<std::string> const& known,
                  std::string const& what) {
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    line.refuse(name, with_nearest(what, name, known));
  }
}

void demand_symbols(TheoryLine const& line, Term const& term, Context const* variables) {
  auto const symbol = symbols().find(term.symbol);
  bool const is_symbol = symbol != symbols().end();
  bool const is_variable = term.arguments.empty() &&
                           (variables == nullptr ? !is_symbol : variables->contains(term.symbol));
  if (!is_symbol && !is_variable) {
    refuse_symbol(line, term, variables);
  }
  if (!is_variable && symbol->second != term.arguments.size()) {
    line.refuse(to_string(term),
                fmt::format("{} with {} argument(s)", term.symbol, symbol->second));
  }
  for (Term const& argument : term.arguments) {
    demand_symbols(line, argument, variables);
  }
}

void demand_sort(TheoryLine const& line, Term const& sort) {
  bool const is_of_two = sort.symbol == "Map" || sort.symbol == "Prod" || sort.symbol == "Fun" ||
                         sort.symbol == "Family";
  if (sort.arguments.size() != (is_of_two ? 2U : 0U)) {
    line.refuse(to_string(sort), "a set, or Map, Prod, Fun or Family of two sorts");
  }
  for (Term const& part : sort.arguments) {
    demand_sort(line, part);
  }
}

void demand_sense(TheoryLine const& line, Claim const& claim) {
  for (Term const* term : {&claim.left, &claim.right}) {
    demand_symbols(line, *term, &claim.variables);
  }
  for (Equation const& hypothesis : claim.hypotheses) {
    Context names = claim.variables;
    names.insert(hypothesis.variables.begin(), hypothesis.variables.end());
    for (Term const* term : {&hypothesis.left, &hypothesis.right}) {
      demand_symbols(line, *term, &names);
    }
  }
  Term const left = line.reading([&] { return sort_of(claim.left, claim.variables); });
  Term const right = line.reading([&] { return sort_of(claim.right, claim.variables); });
  if (left != right) {
    line.refuse(fmt::format("a side in {} and one in {}", to_string(left), to_string(right)),
                "both in one set");
  }
}

} // namespace equivarify::algebra::proof
