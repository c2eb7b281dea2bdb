#include "equivarify/algebra/proof/sort.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <functional>

namespace equivarify::algebra::proof {
namespace {

Term map_from(char const* of, Term const& values) {
  return {"Map", {{of, {}}, values}};
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

/// A term with the number of arguments that its symbol has, and what is known of variables.
struct Place {
  Term const& term;
  Context const& context;

  [[nodiscard]] Term const& part(std::size_t i) const { return term.arguments[i]; }

  [[nodiscard]] Term sort(std::size_t i) const { return sort_of(part(i), context); }

  [[nodiscard]] Term values(std::size_t i) const { return proof::values(sort(i), term); }
};

/// How the sort of a term follows from those of its arguments.
struct SortRule {
  std::size_t arguments;
  std::function<Term(Place const&)> sort;
};

SortRule fixed(std::size_t arguments, char const* sort) {
  return {arguments, [term = parse_term(sort)](Place const& /*of*/) { return term; }};
}

SortRule like(std::size_t arguments, std::size_t i) {
  return {arguments, [i](Place const& of) { return of.sort(i); }};
}

SortRule value_of(std::size_t arguments, std::size_t i) {
  return {arguments, [i](Place const& of) { return of.values(i); }};
}

/// A function on \p index that has the one argument everywhere.
SortRule everywhere(char const* index) {
  return {1, [index](Place const& of) { return map_from(index, of.sort(0)); }};
}

Term image(Term const& map, Term const& from, Context const& context);

/// The symbols of terms that are no maps.
std::map<std::string, SortRule> const& sort_rules() {
  static std::map<std::string, SortRule> const rules{
      {"e", fixed(0, "G")},
      {"mul", fixed(2, "G")},
      {"inv", fixed(1, "G")},
      {"in", fixed(1, "G")},
      {"conj", fixed(2, "N")},
      {"invert", fixed(1, "N")},
      {"coset", fixed(1, "Q")},
      {"sec", fixed(1, "G")},
      {"rest_N", fixed(1, "N")},
      {"of_H", fixed(1, "G")},
      {"mul_H", fixed(2, "H")},
      {"inv_H", fixed(1, "H")},
      {"rep", fixed(1, "G")},
      {"rest", fixed(1, "H")},
      {"true", fixed(0, "Truth")},
      {"equal", fixed(2, "Truth")},
      {"poses", fixed(1, "Map(H, Truth)")},
      {"label", fixed(2, "Prod(G, K)")},
      {"pose", fixed(1, "G")},
      {"best", fixed(2, "Truth")},
      {"sgn", fixed(2, "Sign")},
      {"both", fixed(2, "Sign")},
      {"signed", fixed(2, "R")},
      {"sum", fixed(2, "R")},
      {"product", fixed(2, "R")},
      {"ratio", fixed(2, "R")},
      {"zero", fixed(0, "R")},
      {"largest", fixed(1, "R")},
      {"marginal", fixed(2, "R")},
      {"share", fixed(2, "R")},
      {"cost", fixed(1, "R")},
      {"entry", fixed(2, "R")},
      {"score", fixed(2, "R")},
      {"loss", fixed(2, "R")},
      {"column", fixed(2, "Map(G, R)")},
      {"on_coset", fixed(3, "Map(H, R)")},
      {"act", like(2, 1)},
      {"shift", like(2, 1)},
      {"shift_N", like(2, 1)},
      {"every", like(2, 1)},
      {"by", like(2, 1)},
      {"chosen", like(1, 0)},
      {"spread", like(1, 0)},
      {"plus", like(2, 0)},
      {"times", like(2, 0)},
      {"at", value_of(2, 0)},
      {"total", value_of(1, 0)},
      {"mean", value_of(2, 1)},
      {"flat", everywhere("I")},
      {"constant", everywhere("G")},
      {"all", everywhere("H")},
      {"descend", {1, [](Place const& of) { return map_from("Q", of.values(0)); }}},
      {"ap", {2, [](Place const& of) { return image(of.part(0), of.sort(1), of.context); }}},
      {"turned",
       {2,
        [](Place const& of) { return map_from("H", image(of.part(0), of.sort(1), of.context)); }}},
  };
  return rules;
}

/// How the sort of the values of a map on arguments of the sort `from` follows from its parts.
struct MapRule {
  std::size_t arguments;
  std::function<Term(Place const& map, Term const& from)> values;
};

/// The set \p from.
Term unchanged(Place const& /*map*/, Term const& from) {
  return from;
}

/// The set of which \p from holds functions.
Term copy_of(Place const& map, Term const& from) {
  return values(from, map.term);
}

/// The image of \p taken of what it is given, under the map that is the first part.
MapRule of_map(Term (*taken)(Place const&, Term const&), char const* index = nullptr) {
  return {1, [=](Place const& map, Term const& from) {
            Term const to = image(map.part(0), taken(map, from), map.context);
            return index == nullptr ? to : map_from(index, to);
          }};
}

Term dot(Place const& map, Term const& from) {
  Term const number = values(from, map.term);
  if (map.sort(0) != from) {
    fail(map.term);
  }
  return number;
}

Term pointwise(Place const& map, Term const& from) {
  Term const to = image(map.part(0), values(from, map.term), map.context);
  return {"Map", {from.arguments[0], to}};
}

Term composed(Place const& map, Term const& from) {
  return image(map.part(0), image(map.part(1), from, map.context), map.context);
}

/// The values of the map called \p name of the sort Fun or Family.
Term of_named(Place const& map, Term const& name, Term const& from) {
  auto const known = map.context.find(name.symbol);
  if (known == map.context.end() || known->second.arguments.size() != 2 ||
      known->second.arguments[0] != from) {
    fail(map.term);
  }
  return known->second.arguments[1];
}

/// The symbols of maps.
std::map<std::string, MapRule> const& map_rules() {
  static std::map<std::string, MapRule> const rules{
      {"p", {0, copy_of}},
      {"p_N", {0, copy_of}},
      {"head", {0, copy_of}},
      {"include",
       {0, [](Place const& map, Term const& from) { return map_from("G", copy_of(map, from)); }}},
      {"comp", {2, composed}},
      {"average", of_map(unchanged)},
      {"posed", of_map(unchanged)},
      {"lift", of_map(unchanged, "G")},
      {"concat", of_map(unchanged, "G")},
      {"coinduce", of_map(unchanged, "G")},
      {"lift_N", of_map(unchanged, "Q")},
      {"concat_N", of_map(unchanged, "Q")},
      {"each", of_map(copy_of, "G")},
      {"each_N", of_map(copy_of, "Q")},
      {"to", {1, [](Place const& map, Term const& /*from*/) { return map.sort(0); }}},
      {"dot", {1, dot}},
      {"pointwise", {1, pointwise}},
      {"par",
       {2, [](Place const& map, Term const& from) { return of_named(map, map.part(0), from); }}},
  };
  return rules;
}

/// The rule for the symbol of \p term. \throws AlgebraError unless it has its arguments.
template <typename Rule>
Rule const* rule_of(Term const& term, std::map<std::string, Rule> const& rules) {
  auto const found = rules.find(term.symbol);
  if (found == rules.end()) {
    return nullptr;
  }
  if (found->second.arguments != term.arguments.size()) {
    fail(term);
  }
  return &found->second;
}

/// The sort of the values of the map \p map on arguments of the sort \p from.
Term image(Term const& map, Term const& from, Context const& context) {
  Place const place{map, context};
  MapRule const* const rule = rule_of(map, map_rules());
  return rule == nullptr ? of_named(place, map, from) : rule->values(place, from);
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
  if (term.arguments.empty()) {
    if (auto const variable = context.find(term.symbol); variable != context.end()) {
      return variable->second;
    }
  }
  SortRule const* const rule = rule_of(term, sort_rules());
  if (rule == nullptr) {
    fail(term);
  }
  return rule->sort({term, context});
}

std::map<std::string, std::size_t> const& symbols() {
  static std::map<std::string, std::size_t> const all = [] {
    std::map<std::string, std::size_t> result;
    for (auto const& [symbol, rule] : sort_rules()) {
      result.emplace(symbol, rule.arguments);
    }
    for (auto const& [symbol, rule] : map_rules()) {
      result.emplace(symbol, rule.arguments);
    }
    return result;
  }();
  return all;
}

} // namespace equivarify::algebra::proof
