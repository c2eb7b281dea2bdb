#include "equivarify/algebra/proof/sort.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <set>

namespace equivarify::algebra::proof {
namespace {

Term const group_sort{"G", {}};
Term const coset_sort{"Q", {}};

Term const subgroup_sort{"H", {}};
Term const truth_sort{"Truth", {}};
Term const number_sort{"R", {}};
Term const sign_sort{"Sign", {}};

Term functions(Term const& of, Term const& values) {
  return {"Map", {of, values}};
}

[[noreturn]] void fail(Term const& term) {
  throw AlgebraError(fmt::format("\"{}\" has no sort", to_string(term)));
}

/// The sort of s(h) for s of the sort \p functions_sort.
Term values(Term const& functions_sort, Term const& term) {
  if (functions_sort.symbol != "Map") {
    fail(term);
  }
  return functions_sort.arguments[1];
}

Term image(Term const& map, Term const& argument, Context const& context);

bool is_head(std::string const& symbol) {
  return std::set<std::string>{"head", "to", "dot", "pointwise"}.contains(symbol);
}

/// As image(), for the maps of which heads are made.
Term image_of_head(Term const& map, Term const& argument, Context const& context) {
  if (map.symbol == "to") {
    return sort_of(map.arguments.at(0), context);
  }
  Term const of_values = values(argument, map);
  if (map.symbol == "pointwise") {
    return functions(argument.arguments[0], image(map.arguments.at(0), of_values, context));
  }
  if (map.symbol == "dot" && sort_of(map.arguments.at(0), context) != argument) {
    fail(map);
  }
  return of_values;
}

/// The sort of the values of the map \p map on arguments of the sort \p argument.
Term image(Term const& map, Term const& argument, Context const& context) {
  std::string const& symbol = map.symbol;
  auto const inner = [&](Term const& from) { return image(map.arguments.at(0), from, context); };
  if (symbol == "p" || symbol == "p_N") {
    return values(argument, map);
  }
  if (symbol == "comp") {
    return inner(image(map.arguments.at(1), argument, context));
  }
  if (symbol == "average" || symbol == "posed") {
    return inner(argument);
  }
  if (is_head(symbol)) {
    return image_of_head(map, argument, context);
  }
  if (symbol == "lift" || symbol == "concat" || symbol == "coinduce") {
    return functions(group_sort, inner(argument));
  }
  if (symbol == "lift_N" || symbol == "concat_N") {
    return functions(coset_sort, inner(argument));
  }
  if (symbol == "each") {
    return functions(group_sort, inner(values(argument, map)));
  }
  if (symbol == "each_N") {
    return functions(coset_sort, inner(values(argument, map)));
  }
  if (symbol == "include") {
    return functions(group_sort, values(argument, map));
  }
  Term const& name = symbol == "par" ? map.arguments.at(0) : map;
  auto const known = context.find(name.symbol);
  if (known == context.end() || known->second.arguments.size() != 2 ||
      known->second.arguments[0] != argument) {
    fail(map);
  }
  return known->second.arguments[1];
}

/// The symbols whose sort does not depend on their arguments.
std::map<std::string, Term> const& fixed_sorts() {
  static std::map<std::string, Term> const sorts{
      {"e", group_sort},
      {"mul", group_sort},
      {"inv", group_sort},
      {"in", group_sort},
      {"conj", {"N", {}}},
      {"invert", {"N", {}}},
      {"coset", coset_sort},
      {"sec", group_sort},
      {"rest_N", {"N", {}}},
      {"of_H", group_sort},
      {"mul_H", subgroup_sort},
      {"inv_H", subgroup_sort},
      {"rep", group_sort},
      {"rest", subgroup_sort},
      {"true", truth_sort},
      {"equal", truth_sort},
      {"poses", functions(subgroup_sort, truth_sort)},
      {"label", parse_term("Prod(G, K)")},
      {"pose", group_sort},
      {"best", truth_sort},
      {"sgn", sign_sort},
      {"both", sign_sort},
      {"signed", number_sort},
      {"sum", number_sort},
      {"product", number_sort},
      {"ratio", number_sort},
      {"zero", number_sort},
      {"largest", number_sort},
      {"marginal", number_sort},
      {"share", number_sort},
      {"cost", number_sort},
      {"column", functions(group_sort, number_sort)},
      {"on_coset", functions(subgroup_sort, number_sort)},
      {"entry", number_sort},
      {"score", number_sort},
      {"loss", number_sort}};
  return sorts;
}

} // namespace

bool leads_to(Term const& map, Term const& from, Term const& to, Context const& context) {
  try {
    return image(map, from, context) == to;
  } catch (AlgebraError const&) { // it takes other arguments
    return false;
  }
}

Term sort_of(Term const& term, Context const& context) {
  auto const argument = [&](std::size_t i) { return sort_of(term.arguments.at(i), context); };
  if (term.arguments.empty() && context.contains(term.symbol)) {
    return context.at(term.symbol);
  }
  if (auto const fixed = fixed_sorts().find(term.symbol); fixed != fixed_sorts().end()) {
    return fixed->second;
  }
  if (std::set<std::string>{"act", "shift", "shift_N", "every", "by"}.contains(term.symbol)) {
    return argument(1);
  }
  if (std::set<std::string>{"chosen", "spread", "plus", "times"}.contains(term.symbol)) {
    return argument(0);
  }
  if (term.symbol == "at" || term.symbol == "total") {
    return values(argument(0), term);
  }
  if (term.symbol == "flat") {
    return functions({"I", {}}, argument(0));
  }
  if (term.symbol == "mean") {
    return values(argument(1), term);
  }
  if (term.symbol == "constant") {
    return functions(group_sort, argument(0));
  }
  if (term.symbol == "all") {
    return functions(subgroup_sort, argument(0));
  }
  if (term.symbol == "turned") {
    return functions(subgroup_sort, image(term.arguments.at(0), argument(1), context));
  }
  if (term.symbol == "descend") {
    return functions(coset_sort, values(argument(0), term));
  }
  if (term.symbol == "ap") {
    return image(term.arguments.at(0), argument(1), context);
  }
  fail(term);
}

} // namespace equivarify::algebra::proof
