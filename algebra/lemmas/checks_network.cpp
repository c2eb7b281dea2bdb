#include "equivarify/algebra/lemmas/checks.hpp"

#include <numeric>

namespace equivarify::algebra::lemmas {

namespace {

/// The instance's layer on the concatenated copies \p seen: a weighted sum modulo the number of
/// labels. Such sums tell any two tuples apart, so what holds for all of them holds for every
/// layer.
Label apply_layer(Instance const& instance, Tuple const& seen) {
  std::uint64_t sum = instance.layer.back();
  for (std::size_t i = 0; i < seen.size(); ++i) {
    sum += std::uint64_t{instance.layer[i]} * seen[i];
  }
  return static_cast<Label>(sum % instance.labels);
}

/// Every copy of the layer's output: y(h) = L(what copy h sees).
Tuple apply_lifted_layer(Trial const& trial, Tuple const& s) {
  return tabulate(trial.group(), [&](Element h) {
    return apply_layer(trial.instance(), trial.construction().concatenate(trial.group(), s, h));
  });
}

} // namespace

void check_concat(Trial& trial) {
  Group const& group = trial.group();
  Construction const& construction = trial.construction();
  Tuple const& s = trial.instance().tuple;
  Tuple const output = apply_lifted_layer(trial, s);
  Tuple const lifted = construction.lift(group, [&](Element g) {
    return apply_layer(trial.instance(),
                       construction.concatenate(group, trial.act(g, s), group.identity()));
  });
  trial.expect_equal(
      "L on the concatenated copies", output, "the lift of L after concatenation", lifted, [] {
        return Facts{};
      });
  for (Element const g : group.elements()) {
    Tuple const moved = trial.act(g, s);
    trial.expect_equal(
        "L^(g s)", apply_lifted_layer(trial, moved), "g L^(s)", trial.act(g, output), [&] {
          return Facts{trial.fact("g", g)};
        });
  }
}

namespace {

/// The value that a lift has at the copy which a label names.
CopyLabel read_at(Tuple const& s, CopyLabel const& y) {
  return {y.copy, s[y.copy.index()]};
}

/// (h g) y = h (g y) for every h and the label \p y.
void check_labels_follow_products(Trial& trial, Element g, CopyLabel const& y) {
  Group const& group = trial.group();
  Construction const& construction = trial.construction();
  for (Element const h : group.elements()) {
    trial.expect_equal("(h g) y",
                       construction.extend_label(group, group.multiply(h, g), y),
                       "h (g y)",
                       construction.extend_label(group, h, construction.extend_label(group, g, y)),
                       [&] {
                         return Facts{trial.fact("h", h), trial.fact("g", g)};
                       });
  }
}

} // namespace

void check_labels(Trial& trial) {
  Group const& group = trial.group();
  std::vector<Tuple> const lifted = trial.lift(trial.instance().map);
  for (Point const x : trial.set().points()) {
    CopyLabel const label{group.identity(), trial.instance().map[x.index()]};
    for (Element const g : group.elements()) {
      auto const where = [&] { return Facts{trial.fact("g", g), trial.fact("x", x)}; };
      CopyLabel const extended = trial.construction().extend_label(group, g, label);
      Tuple const& output = lifted[trial.set().act(g, x).index()];
      trial.expect_equal("the lift at g x, read at the copy of the label",
                         read_at(output, extended),
                         "the label of x, extended to g x",
                         extended,
                         where);
      check_labels_follow_products(trial, g, label);
    }
  }
}

namespace {

/// Each parameter of the map that sends every point to a parameter of its own occurs abs(G) times
/// in the lift.
void check_parameters_are_shared(Trial& trial) {
  LabelMap own(trial.set().size());
  std::iota(own.begin(), own.end(), 0U);
  std::vector<std::uint32_t> uses(own.size(), 0);
  for (Tuple const& s : trial.lift(own)) {
    for (Label const parameter : s) {
      trial.expect(parameter < own.size(), "every value of the lift is a value of F", [&] {
        return Facts{{"F^(x)", show(s)}};
      });
      ++uses[parameter];
    }
  }
  for (Point const x : trial.set().points()) {
    trial.expect_equal(
        "uses of F(x) in the lift", uses[x.index()], "abs(G)", trial.group().order(), [&] {
          return Facts{trial.fact("x", x)};
        });
  }
}

} // namespace

void check_parameters(Trial& trial) {
  check_parameters_are_shared(trial);
  Instance const& instance = trial.instance();
  bool const same_maps = instance.map == instance.other_map;
  bool const same_lifts = trial.lift(instance.map) == trial.lift(instance.other_map);
  trial.expect(same_maps == same_lifts, "F^ = F'^ if and only if F = F'", [] { return Facts{}; });
}

} // namespace equivarify::algebra::lemmas
