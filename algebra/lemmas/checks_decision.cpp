#include "equivarify/algebra/lemmas/checks.hpp"

#include <algorithm>
#include <map>

namespace equivarify::algebra::lemmas {

namespace {

/// The tuples that matter for the candidate W = (X, F): the instance's, those below a point of W,
/// and the constant ones, which have the largest stabilizers.
std::vector<Tuple> tuples_to_decide(Trial const& trial) {
  std::vector<Tuple> tuples{trial.instance().tuple};
  for (Point const w : trial.set().points()) {
    tuples.push_back(universal_value(trial.set(), trial.instance().map, w));
  }
  for (Label z = 0; z < trial.instance().labels; ++z) {
    tuples.emplace_back(trial.group().order(), z);
  }
  std::sort(tuples.begin(), tuples.end());
  tuples.erase(std::unique(tuples.begin(), tuples.end()), tuples.end());
  return tuples;
}

/// Whether g f -> g \p w is a map on the orbit of f, and F of it is p: straight from the
/// definition, without pi or stabilizers.
bool lifts_through(Trial const& trial, Tuple const& f, Point w) {
  std::map<Tuple, Point> image;
  for (Element const g : trial.group().elements()) {
    Tuple const s = trial.act(g, f);
    Point const moved = trial.set().act(g, w);
    auto const [known, added] = image.try_emplace(s, moved);
    if (known->second != moved || trial.instance().map[moved.index()] != trial.project(s)) {
      return false;
    }
  }
  return true;
}

bool lifts(Trial const& trial, Tuple const& f) {
  std::vector<Point> const points = trial.set().points();
  return std::any_of(
      points.begin(), points.end(), [&](Point w) { return lifts_through(trial, f, w); });
}

} // namespace

void check_decision(Trial& trial) {
  for (Tuple const& f : tuples_to_decide(trial)) {
    auto const w = trial.construction().find_above(trial.set(), trial.instance().map, f);
    trial.expect(w.has_value() == lifts(trial, f),
                 "a point above f with its stabilizer is found if and only if p on the orbit of f "
                 "lifts",
                 [&] {
                   return Facts{{"f", show(f)}, {"found", w ? "yes" : "no"}};
                 });
  }
}

namespace {

/// The section at g f, for its value w at f.
void check_section_at(Trial& trial, Tuple const& f, Point w, Element g) {
  GSet const& set = trial.set();
  Point const value = trial.construction().extend_section(set, g, w);
  Tuple const image = trial.construction().universal(
      trial.group(), [&](Element h) { return trial.instance().map[set.act(h, value).index()]; });
  auto const where = [&] { return Facts{{"f", show(f)}, trial.fact("w", w), trial.fact("g", g)}; };
  trial.expect_equal("pi of the section at g f", image, "g f", trial.act(g, f), where);
  trial.expect(lifts_through(trial, trial.act(g, f), value),
               "the section is well defined and equivariant at g f",
               where);
}

} // namespace

void check_section(Trial& trial) {
  for (Tuple const& f : tuples_to_decide(trial)) {
    auto const w = trial.construction().find_above(trial.set(), trial.instance().map, f);
    for (Element const g : w ? trial.group().elements() : std::vector<Element>{}) {
      check_section_at(trial, f, *w, g);
    }
  }
}

} // namespace equivarify::algebra::lemmas
