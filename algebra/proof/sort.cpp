#include "equivarify/algebra/proof/sort.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

namespace equivarify::algebra::proof {
namespace {

Term const group_sort{"G", {}};
Term const coset_sort{"Q", {}};

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
  if (symbol == "lift" || symbol == "concat") {
    return functions(group_sort, inner(argument));
  }
  if (symbol == "lift_N") {
    return functions(coset_sort, inner(argument));
  }
  if (symbol == "each") {
    return functions(group_sort, inner(values(argument, map)));
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
  static std::map<std::string, Term> const sorts{{"e", group_sort},
                                                 {"mul", group_sort},
                                                 {"inv", group_sort},
                                                 {"in", group_sort},
                                                 {"conj", {"N", {}}},
                                                 {"invert", {"N", {}}},
                                                 {"coset", coset_sort},
                                                 {"label", parse_term("Prod(G, K)")},
                                                 {"entry", {"R", {}}},
                                                 {"score", {"R", {}}},
                                                 {"loss", {"R", {}}}};
  return sorts;
}

} // namespace

Term sort_of(Term const& term, Context const& context) {
  auto const argument = [&](std::size_t i) { return sort_of(term.arguments.at(i), context); };
  if (term.arguments.empty() && context.contains(term.symbol)) {
    return context.at(term.symbol);
  }
  if (auto const fixed = fixed_sorts().find(term.symbol); fixed != fixed_sorts().end()) {
    return fixed->second;
  }
  if (term.symbol == "act" || term.symbol == "shift") {
    return argument(1);
  }
  if (term.symbol == "at") {
    return values(argument(0), term);
  }
  if (term.symbol == "constant") {
    return functions(group_sort, argument(0));
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
