#include "equivarify/algebra/lemmas/checks.hpp"

#include <numeric>

namespace equivarify::algebra::lemmas {

namespace {

bool fixes_every_point(GSet const& set, Element g) {
  for (Point const x : set.points()) {
    if (set.act(g, x) != x) {
      return false;
    }
  }
  return true;
}

/// N holds exactly the elements that fix every point.
void check_members(Trial& trial, Subgroup const& n) {
  for (Element const g : trial.group().elements()) {
    bool const fixes = fixes_every_point(trial.set(), g);
    trial.expect(n.contains(g) == fixes, "g is in N if and only if g x = x for all x", [&] {
      return Facts{trial.fact("g", g), {"N", n.to_string()}};
    });
  }
}

/// The lift to Z^{xG/N} followed by the inclusion is the lift to Z^{xG}.
void check_small_lift(Trial& trial, Quotient const& quotient) {
  std::vector<Element> representatives;
  for (Element const coset : quotient.group.elements()) {
    representatives.push_back(trial.construction().representative(quotient, coset));
  }
  LabelMap const& map = trial.instance().map;
  for (Point const x : trial.set().points()) {
    Tuple const small = trial.construction().lift(quotient.group, [&](Element coset) {
      return map[trial.set().act(representatives[coset.index()], x).index()];
    });
    trial.expect_equal("inclusion of the lift to Z^{xG/N} at x",
                       trial.construction().include(quotient, small),
                       "F^(x)",
                       trial.lift(map, x),
                       [&] { return Facts{trial.fact("x", x)}; });
  }
}

/// The tuple over G/N that the first copies of the instance's tuple give.
Tuple small_tuple(Trial const& trial, Quotient const& quotient) {
  Tuple const& s = trial.instance().tuple;
  return {s.begin(), s.begin() + static_cast<std::ptrdiff_t>(quotient.group.order())};
}

void check_inclusion(Trial& trial, Quotient const& quotient) {
  Construction const& construction = trial.construction();
  Tuple const s = small_tuple(trial, quotient);
  Tuple const included = construction.include(quotient, s);
  for (Element const g : trial.group().elements()) {
    trial.expect_equal(
        "i(g s)",
        construction.include(quotient,
                             construction.act(quotient.group, construction.coset(quotient, g), s)),
        "g i(s)",
        trial.act(g, included),
        [&] {
          return Facts{{"s in Z^{xG/N}", show(s)}, trial.fact("g", g)};
        });
  }
}

/// i is injective, and reaches every tuple that N fixes: both shown on the tuple of all different
/// labels.
void check_image(Trial& trial, Quotient const& quotient) {
  Tuple distinct(quotient.group.order());
  std::iota(distinct.begin(), distinct.end(), 0U);
  Tuple const included = trial.construction().include(quotient, distinct);
  for (Element const g : trial.group().elements()) {
    Label const coset = quotient.projection(g).index();
    trial.expect_equal("i(s)(h)", included[g.index()], "s(h N)", coset, [&] {
      return Facts{{"s in Z^{xG/N}", show(distinct)}, trial.fact("h", g)};
    });
  }
  Subgroup const n = quotient.projection.kernel();
  for (Element const g : n.elements()) {
    trial.expect_equal("g i(s)", trial.act(g, included), "i(s)", included, [&] {
      return Facts{{"s in Z^{xG/N}", show(distinct)}, trial.fact("g in N", g)};
    });
  }
}

} // namespace

void check_kernel(Trial& trial) {
  Subgroup const n = trial.construction().kernel(trial.set());
  check_members(trial, n);
  trial.expect(n.is_normal(), "N is normal", [&] { return Facts{{"N", n.to_string()}}; });
  Quotient const factor = quotient(n);
  check_small_lift(trial, factor);
  check_inclusion(trial, factor);
  check_image(trial, factor);
}

} // namespace equivarify::algebra::lemmas
