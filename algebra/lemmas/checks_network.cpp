#include "equivarify/algebra/lemmas/checks.hpp"

#include <numeric>
#include <utility>
#include <vector>

namespace equivarify::algebra::lemmas {

namespace {

/// A layer on the concatenated copies: a weighted sum modulo the number of labels. Such sums tell
/// any two tuples apart, so what holds for all of them holds for every layer.
class WeightedSum {
public:
  WeightedSum(std::vector<Label> const& layer, std::uint32_t labels)
      : bias_{layer.back()}, labels_{labels} {
    for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
      if (layer[i] != 0) {
        weights_.emplace_back(i, layer[i]);
      }
    }
  }

  [[nodiscard]] Label of(Tuple const& seen) const {
    std::uint64_t sum = bias_;
    for (auto const& [copy, weight] : weights_) {
      sum += std::uint64_t{weight} * seen[copy];
    }
    return static_cast<Label>(sum % labels_);
  }

private:
  std::vector<std::pair<std::size_t, Label>> weights_; ///< that are not 0, with their copies
  Label bias_;
  std::uint32_t labels_;
};

std::vector<WeightedSum> layers_of(Instance const& instance) {
  std::vector<WeightedSum> result;
  for (std::vector<Label> const& layer : instance.layers) {
    result.emplace_back(layer, instance.labels);
  }
  return result;
}

/// For each layer every copy of its output: y(h) = L(what copy h sees). What it sees is made once
/// for all layers.
std::vector<Tuple>
apply_lifted(std::vector<WeightedSum> const& layers, Trial const& trial, Tuple const& s) {
  std::vector<Tuple> outputs(layers.size());
  for (Element const h : trial.group().elements()) {
    Tuple const seen = trial.construction().concatenate(trial.group(), s, h);
    for (std::size_t k = 0; k < layers.size(); ++k) {
      outputs[k].push_back(layers[k].of(seen));
    }
  }
  return outputs;
}

/// What the identity copy sees of g s, for every g.
std::vector<Tuple> seen_at_identity(Trial const& trial, Tuple const& s) {
  std::vector<Tuple> result;
  for (Element const g : trial.group().elements()) {
    result.push_back(
        trial.construction().concatenate(trial.group(), trial.act(g, s), trial.group().identity()));
  }
  return result;
}

} // namespace

void check_concat(Trial& trial) {
  Group const& group = trial.group();
  Tuple const& s = trial.instance().tuple;
  std::vector<WeightedSum> const layers = layers_of(trial.instance());
  std::vector<Tuple> const outputs = apply_lifted(layers, trial, s);
  std::vector<Tuple> const seen = seen_at_identity(trial, s);
  for (std::size_t k = 0; k < layers.size(); ++k) {
    trial.turn_to_layer(k);
    Tuple const lifted =
        trial.construction().lift(group, [&](Element g) { return layers[k].of(seen[g.index()]); });
    trial.expect_equal("L on the concatenated copies",
                       outputs[k],
                       "the lift of L after concatenation",
                       lifted,
                       [] { return Facts{}; });
  }
  for (Element const g : group.elements()) {
    std::vector<Tuple> const of_moved = apply_lifted(layers, trial, trial.act(g, s));
    for (std::size_t k = 0; k < layers.size(); ++k) {
      trial.turn_to_layer(k);
      trial.expect_equal("L^(g s)", of_moved[k], "g L^(s)", trial.act(g, outputs[k]), [&] {
        return Facts{trial.fact("g", g)};
      });
    }
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
