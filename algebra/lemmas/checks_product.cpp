#include "equivarify/algebra/lemmas/checks.hpp"

namespace equivarify::algebra::lemmas {

namespace {

/// g (h x) = (g h) x for every x.
void check_product_on_points(Trial& trial, Element g, Element h) {
  for (Point const x : trial.set().points()) {
    trial.expect_equal("g (h x)",
                       trial.set().act(g, trial.set().act(h, x)),
                       "(g h) x",
                       trial.set().act(trial.group().multiply(g, h), x),
                       [&] {
                         return Facts{trial.fact("g", g), trial.fact("h", h), trial.fact("x", x)};
                       });
  }
}

void check_action_on_points(Trial& trial) {
  Group const& group = trial.group();
  for (Point const x : trial.set().points()) {
    trial.expect_equal("e x", trial.set().act(group.identity(), x), "x", x, [&] {
      return Facts{trial.fact("x", x)};
    });
  }
  for (Element const g : group.elements()) {
    for (Element const h : group.elements()) {
      check_product_on_points(trial, g, h);
    }
  }
}

void check_action_on_tuple(Trial& trial) {
  Group const& group = trial.group();
  Tuple const& s = trial.instance().tuple;
  trial.expect_equal("e s", trial.act(group.identity(), s), "s", s, [] { return Facts{}; });
  for (Element const h : group.elements()) {
    Tuple const moved = trial.act(h, s);
    for (Element const g : group.elements()) {
      trial.expect_equal(
          "g (h s)", trial.act(g, moved), "(g h) s", trial.act(group.multiply(g, h), s), [&] {
            return Facts{trial.fact("g", g), trial.fact("h", h)};
          });
    }
  }
}

} // namespace

void check_action(Trial& trial) {
  check_action_on_points(trial);
  check_action_on_tuple(trial);
}

void check_equivarification(Trial& trial) {
  check_action_on_tuple(trial);
  for (Label z = 0; z < trial.instance().labels; ++z) {
    Tuple const constant(trial.group().order(), z);
    trial.expect_equal("p(z, z, ...)", trial.project(constant), "z", z, [&] {
      return Facts{{"z", std::to_string(z)}};
    });
  }
  check_lift_projects(trial);
  check_lift_equivariant(trial);
}

void check_compose(Trial& trial) {
  Instance const& instance = trial.instance();
  LabelMap composite;
  for (Label const z : instance.map) {
    composite.push_back(instance.next[z]);
  }
  for (Point const x : trial.set().points()) {
    Tuple const first = trial.lift(instance.map, x);
    Tuple const layered = trial.construction().lift(trial.group(), [&](Element g) {
      return instance.next[trial.project(trial.act(g, first))];
    });
    trial.expect_equal(
        "lift(F2 F1)(x)", trial.lift(composite, x), "lift(F2 p)(lift(F1)(x))", layered, [&] {
          return Facts{trial.fact("x", x)};
        });
  }
}

namespace {

/// pi at a point of the summand (X, F) of W.
Tuple universal_at(Trial const& trial, Point w) {
  LabelMap const& q = trial.instance().map;
  return trial.construction().universal(
      trial.group(), [&](Element g) { return q[trial.set().act_unchecked(g.index(), w.index())]; });
}

/// pi at a point of the summand Z^{xG} of W.
Tuple universal_at(Trial const& trial, Tuple const& s) {
  return trial.construction().universal(trial.group(),
                                        [&](Element g) { return trial.project(trial.act(g, s)); });
}

} // namespace

void check_universal(Trial& trial) {
  for (Point const w : trial.set().points()) {
    Tuple const image = universal_at(trial, w);
    auto const where = [&] { return Facts{trial.fact("w", w)}; };
    trial.expect_equal(
        "p(pi(w))", trial.project(image), "q(w)", trial.instance().map[w.index()], where);
    for (Element const g : trial.group().elements()) {
      trial.expect_equal("pi(g w)",
                         universal_at(trial, trial.set().act(g, w)),
                         "g pi(w)",
                         trial.act(g, image),
                         [&] {
                           return Facts{trial.fact("g", g), trial.fact("w", w)};
                         });
    }
    Tuple const lifted = trial.lift(trial.instance().map, w);
    trial.expect_equal(
        "pi(F^(x)), lifted into W", universal_at(trial, lifted), "F^(x)", lifted, where);
  }
  Tuple const& s = trial.instance().tuple;
  trial.expect_equal("pi(s)", universal_at(trial, s), "s", s, [] { return Facts{}; });
}

} // namespace equivarify::algebra::lemmas
