#include "equivarify/codegen/audit/proof/expression.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <set>
#include <utility>

namespace equivarify::audit {
namespace {

constexpr int deepest = 2000;

/// The text may be long: the reason is made where it is needed alone.
void demand_expression(bool condition, std::string const& text) {
  if (!condition) {
    throw Refusal{"\"" + text + "\" is no expression"};
  }
}

Expression read_from(std::string const& text, std::size_t& at, int depth) {
  demand(depth < deepest, "an expression is nested too deep");
  std::size_t const end = text.find_first_of("(), ", at);
  Expression result{text.substr(at, end - at), {}};
  demand_expression(!result.head.empty(), text);
  at = end == std::string::npos ? text.size() : end;
  if (at == text.size() || text[at] != '(') {
    return result;
  }
  do {
    at += result.parts.empty() ? 1U : 2U; // "(" or ", "
    result.parts.push_back(read_from(text, at, depth + 1));
  } while (text.compare(at, 2, ", ") == 0);
  demand_expression(at < text.size() && text[at] == ')', text);
  ++at;
  return result;
}

void append(Expression const& expression, std::string& text) {
  text += expression.head;
  for (std::size_t i = 0; i < expression.parts.size(); ++i) {
    text += i == 0 ? "(" : ", ";
    append(expression.parts[i], text);
  }
  text += expression.parts.empty() ? "" : ")";
}

/// Sorts may be nested deep: \p values is not copied.
Expression map_sort(Expression from, Expression values) {
  Expression sort{"Map", {}};
  sort.parts.push_back(std::move(from));
  sort.parts.push_back(std::move(values));
  return sort;
}

Expression map_sort(char const* from, Expression values) {
  return map_sort(Expression{from, {}}, std::move(values));
}

[[noreturn]] void refuse_sort(Expression const& expression) {
  throw Refusal{"\"" + print(expression) + "\" has no sort"};
}

Expression const& part(Expression const& expression, std::size_t i) {
  if (i >= expression.parts.size()) {
    refuse_sort(expression);
  }
  return expression.parts[i];
}

/// The sort of the values of functions of the sort \p functions, which stand in \p whole.
Expression const& values_of(Expression const& functions, Expression const& whole) {
  if (functions.head != "Map") {
    refuse_sort(whole);
  }
  return part(functions, 1);
}

Expression values_of(Expression&& functions, Expression const& whole) {
  static_cast<void>(values_of(static_cast<Expression const&>(functions), whole));
  return std::move(functions.parts[1]);
}

/// The sort to which \p map takes the sort \p from.
Expression taken(Expression const& map, Expression const& from, Assignment const& names) {
  std::string const& head = map.head;
  if (head == "p" || head == "p_N") {
    return values_of(from, map);
  }
  if (head == "comp") {
    return taken(part(map, 0), taken(part(map, 1), from, names), names);
  }
  if (head == "include") {
    return map_sort("G", values_of(from, map));
  }
  if (head == "average" || head == "posed") {
    return taken(part(map, 0), from, names);
  }
  if (head == "head") {
    return values_of(from, map);
  }
  if (head == "to") {
    return sort_of(part(map, 0), names);
  }
  if (head == "dot" && sort_of(part(map, 0), names) == from) {
    return values_of(from, map);
  }
  if (head == "pointwise") {
    return map_sort(part(from, 0), taken(part(map, 0), values_of(from, map), names));
  }
  char const* const index = head.ends_with("_N") ? "Q" : "G";
  if (head == "each" || head == "each_N") {
    return map_sort(index, taken(part(map, 0), values_of(from, map), names));
  }
  static std::set<std::string> const lifted{"lift", "concat", "lift_N", "concat_N", "coinduce"};
  if (lifted.contains(head)) {
    return map_sort(index, taken(part(map, 0), from, names));
  }
  auto const named = names.find(head == "par" ? part(map, 0).head : head);
  if (named == names.end() || part(named->second, 0) != from) {
    refuse_sort(map);
  }
  return part(named->second, 1);
}

/// The heads whose sort does not depend on their parts.
Assignment const& fixed_sorts() {
  static Assignment const sorts{{"e", {"G", {}}},
                                {"mul", {"G", {}}},
                                {"inv", {"G", {}}},
                                {"in", {"G", {}}},
                                {"conj", {"N", {}}},
                                {"invert", {"N", {}}},
                                {"coset", {"Q", {}}},
                                {"sec", {"G", {}}},
                                {"rest_N", {"N", {}}},
                                {"of_H", {"G", {}}},
                                {"mul_H", {"H", {}}},
                                {"inv_H", {"H", {}}},
                                {"rep", {"G", {}}},
                                {"rest", {"H", {}}},
                                {"true", {"Truth", {}}},
                                {"equal", {"Truth", {}}},
                                {"poses", {"Map", {{"H", {}}, {"Truth", {}}}}},
                                {"label", {"Prod", {{"G", {}}, {"K", {}}}}},
                                {"pose", {"G", {}}},
                                {"best", {"Truth", {}}},
                                {"column", map_sort("G", {"R", {}})},
                                {"on_coset", map_sort("H", {"R", {}})},
                                {"sgn", {"Sign", {}}},
                                {"both", {"Sign", {}}},
                                {"signed", {"R", {}}},
                                {"sum", {"R", {}}},
                                {"product", {"R", {}}},
                                {"zero", {"R", {}}},
                                {"largest", {"R", {}}},
                                {"marginal", {"R", {}}},
                                {"share", {"R", {}}},
                                {"ratio", {"R", {}}},
                                {"cost", {"R", {}}},
                                {"score", {"R", {}}},
                                {"entry", {"R", {}}},
                                {"loss", {"R", {}}}};
  return sorts;
}

/// Finds what the variables of a law stand for.
class Unifier {
public:
  Unifier(Law const& law, Assignment const& names) : law_{law}, names_{names} {}

  bool fits(Expression const& pattern, Expression const& found) {
    auto const variable = law_.variables.find(pattern.head);
    if (!pattern.parts.empty() || variable == law_.variables.end()) {
      return fits_parts(pattern, found, &Unifier::fits);
    }
    Expression const& sort = variable->second;
    return *terms_.emplace(pattern.head, &found).first->second == found &&
           (sort.head == "Any" ||
            (sort.head == "Fun" ? is_map(found, sort) : fits_sort(sort, sort_of(found, names_))));
  }

private:
  /// Whether \p map takes the first set of \p sort to the second.
  [[nodiscard]] bool is_map(Expression const& map, Expression const& sort) const {
    try {
      return taken(map, sort.parts[0], names_) == sort.parts[1];
    } catch (Refusal const&) { // it takes other arguments
      return false;
    }
  }

  bool fits_sort(Expression const& pattern, Expression const& sort) {
    if (pattern.head == "A" || pattern.head == "B") {
      return sets_.emplace(pattern.head, sort).first->second == sort;
    }
    return fits_parts(pattern, sort, &Unifier::fits_sort);
  }

  bool fits_parts(Expression const& pattern,
                  Expression const& found,
                  bool (Unifier::*fit)(Expression const&, Expression const&)) {
    bool same = pattern.head == found.head && pattern.parts.size() == found.parts.size();
    for (std::size_t i = 0; same && i < pattern.parts.size(); ++i) {
      same = (this->*fit)(pattern.parts[i], found.parts[i]);
    }
    return same;
  }

  Law const& law_;
  Assignment const& names_;
  std::map<std::string, Expression const*> terms_; ///< in what is matched
  Assignment sets_;
};

} // namespace

Expression read_expression(std::string const& text) {
  std::size_t at = 0;
  Expression result = read_from(text, at, 0);
  demand_expression(at == text.size() && print(result) == text, text);
  return result;
}

std::string print(Expression const& expression) {
  std::string text;
  append(expression, text);
  return text;
}

Expression sort_of(Expression const& expression, Assignment const& names) {
  auto const inner = [&](std::size_t i) { return sort_of(part(expression, i), names); };
  if (auto const named = names.find(expression.head);
      named != names.end() && expression.parts.empty()) {
    return named->second;
  }
  if (auto const known = fixed_sorts().find(expression.head); known != fixed_sorts().end()) {
    return known->second;
  }
  static std::set<std::string> const like_second{"act", "shift", "shift_N", "every", "by"};
  if (like_second.contains(expression.head)) {
    return inner(1);
  }
  static std::set<std::string> const like_first{"chosen", "spread", "plus", "times"};
  if (like_first.contains(expression.head)) {
    return inner(0);
  }
  if (expression.head == "mean") {
    return values_of(inner(1), expression);
  }
  if (expression.head == "at" || expression.head == "total") {
    return values_of(inner(0), expression);
  }
  if (expression.head == "flat") {
    return map_sort("I", inner(0));
  }
  if (expression.head == "all") {
    return map_sort("H", inner(0));
  }
  if (expression.head == "turned") {
    return map_sort("H", taken(part(expression, 0), inner(1), names));
  }
  if (expression.head == "ap") {
    return taken(part(expression, 0), inner(1), names);
  }
  if (expression.head == "constant") {
    return map_sort("G", inner(0));
  }
  if (expression.head == "descend") {
    return map_sort("Q", values_of(inner(0), expression));
  }
  refuse_sort(expression);
}

bool leads(Law const& law,
           bool forward,
           Expression const& before,
           Expression const& after,
           Assignment const& names) {
  Unifier unifier{law, names};
  return unifier.fits(forward ? law.left : law.right, before) &&
         unifier.fits(forward ? law.right : law.left, after);
}

} // namespace equivarify::audit
