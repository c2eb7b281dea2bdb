#include "equivarify/algebra/lemmas/checks.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <algorithm>
#include <numeric>

namespace equivarify::algebra::lemmas {

void check_lift_equivariant(Trial& trial) {
  std::vector<Tuple> const lifted = trial.lift(trial.instance().map);
  for (Element const g : trial.group().elements()) {
    for (Point const x : trial.set().points()) {
      Point const moved = trial.set().act(g, x);
      trial.expect_equal(
          "F^(g x)", lifted[moved.index()], "g F^(x)", trial.act(g, lifted[x.index()]), [&] {
            return Facts{trial.fact("g", g), trial.fact("x", x)};
          });
    }
  }
}

void check_lift_projects(Trial& trial) {
  LabelMap const& map = trial.instance().map;
  for (Point const x : trial.set().points()) {
    trial.expect_equal("p(F^(x))", trial.project(trial.lift(map, x)), "F(x)", map[x.index()], [&] {
      return Facts{trial.fact("x", x)};
    });
  }
}

namespace {

/// The copies of \p s made equal along the orbits of \p stabilizer on the copies: fixed by it if
/// the action is one.
Tuple symmetrize(Trial const& trial, Tuple const& s, Subgroup const& stabilizer) {
  Tuple places(s.size());
  std::iota(places.begin(), places.end(), 0U);
  Tuple source = places;
  for (Element const g : stabilizer.elements()) {
    Tuple const moved = trial.act(g, places);
    for (std::size_t i = 0; i < s.size(); ++i) {
      source[i] = std::min(source[i], moved[i]);
    }
  }
  Tuple result;
  for (std::uint32_t const i : source) {
    result.push_back(s[i]);
  }
  return result;
}

/// The map H with H(g x) = g t for one x of each orbit, t the symmetrized tuple.
std::vector<Tuple> spread_tuple(Trial const& trial) {
  std::vector<Tuple> h(trial.set().size());
  for (Orbit const& orbit : orbits(trial.set())) {
    Tuple const t =
        symmetrize(trial, trial.instance().tuple, stabilizer(trial.set(), orbit.front()));
    std::vector<Element> const transversal = orbit_transversal(trial.set(), orbit.front());
    for (std::size_t i = 0; i < orbit.size(); ++i) {
      h[orbit[i].index()] = trial.act(transversal[i], t);
    }
  }
  return h;
}

bool is_equivariant(Trial const& trial, std::vector<Tuple> const& h) {
  for (Generator const& g : trial.group().generators()) {
    for (Point const x : trial.set().points()) {
      Point const moved = trial.set().act(g.element, x);
      if (h[moved.index()] != trial.act(g.element, h[x.index()])) {
        return false;
      }
    }
  }
  return true;
}

} // namespace

void check_lift_unique(Trial& trial) {
  check_lift_projects(trial);
  std::vector<Tuple> const h = spread_tuple(trial);
  if (!is_equivariant(trial, h)) {
    return; // no such H: the lemma claims nothing
  }
  LabelMap projected;
  for (Tuple const& s : h) {
    projected.push_back(trial.project(s));
  }
  for (Point const x : trial.set().points()) {
    trial.expect_equal("H(x)", h[x.index()], "the lift of p H at x", trial.lift(projected, x), [&] {
      return Facts{{"p H", show_map(projected, 'x')}, trial.fact("x", x)};
    });
  }
}

} // namespace equivarify::algebra::lemmas
