#include "equivarify/algebra/lemmas/checks.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace equivarify::algebra::lemmas {

namespace {

/// The labels of \p map as numbers of both signs: the last is minus the first.
Vector signed_numbers(std::vector<Label> const& map, std::uint32_t labels) {
  Vector result;
  for (Label const z : map) {
    result.push_back(43 * (2 * std::int64_t{z} - (std::int64_t{labels} - 1)));
  }
  return result;
}

/// The points of X as components, with signs that other_map and the parity of permutations give.
SignedSet components_of(Trial const& trial) {
  std::vector<int> gauge;
  for (Label const z : trial.instance().other_map) {
    gauge.push_back(z == 1 ? -1 : 1);
  }
  return signed_set(trial.set(), gauge);
}

Vector pointwise(HeadDefinitions const& heads, Vector v) {
  std::transform(v.begin(), v.end(), v.begin(), heads.activation);
  return v;
}

void check_signed_action(Trial& trial, SignedSet const& set, Vector const& v) {
  auto const& move = trial.construction().heads.move;
  Group const& group = trial.group();
  trial.expect_equal("e v", move(set, group.identity(), v), "v", v, [&] {
    return Facts{{"v", show(v)}};
  });
  for (Element const h : group.elements()) {
    Vector const turned = move(set, h, v);
    for (Element const g : group.elements()) {
      trial.expect_equal(
          "g (h v)", move(set, g, turned), "(g h) v", move(set, group.multiply(g, h), v), [&] {
            return Facts{trial.fact("g", g), trial.fact("h", h), {"v", show(v)}};
          });
    }
  }
}

void check_activation(Trial& trial, SignedSet const& set, Vector const& v) {
  HeadDefinitions const& heads = trial.construction().heads;
  for (Element const g : trial.group().elements()) {
    trial.expect_equal("a(g v)",
                       pointwise(heads, heads.move(set, g, v)),
                       "g a(v)",
                       heads.move(set, g, pointwise(heads, v)),
                       [&] {
                         return Facts{trial.fact("g", g), {"v", show(v)}};
                       });
  }
}

/// The bias is fixed, and one that was fixed already stays, abs(G) times.
void check_bias(Trial& trial, SignedSet const& set, Vector const& v) {
  HeadDefinitions const& heads = trial.construction().heads;
  Vector const bias = heads.bias(set, v);
  bool is_fixed = true;
  for (Element const g : trial.group().elements()) {
    trial.expect_equal("g b", heads.move(set, g, bias), "b", bias, [&] {
      return Facts{trial.fact("g", g), {"v", show(v)}};
    });
    is_fixed = is_fixed && heads.move(set, g, v) == v;
  }
  if (is_fixed) {
    Vector kept = v;
    std::transform(kept.begin(), kept.end(), kept.begin(), [&](std::int64_t r) {
      return r * std::int64_t{trial.group().order()};
    });
    trial.expect_equal("the bias made of v, which G fixes", bias, "abs(G) v", kept, [&] {
      return Facts{{"v", show(v)}};
    });
  }
}

} // namespace

void check_signs(Trial& trial) {
  SignedSet const set = components_of(trial);
  Vector const v = signed_numbers(trial.instance().map, trial.instance().labels);
  check_signed_action(trial, set, v);
  check_activation(trial, set, v);
  check_bias(trial, set, v);
  // Where rounding and saturation that are not odd show: at halves and at the ends.
  for (std::int64_t const r : {1, 2, 3, 253, 254, 255, 256, 257, 300}) {
    check_activation(trial, set, Vector(set.components.size(), r));
  }
}

namespace {

Vector times(Vector v, std::int64_t factor) {
  std::transform(v.begin(), v.end(), v.begin(), [&](std::int64_t r) { return r * factor; });
  return v;
}

/// A point of V^{xG} whose copies are different multiples of v.
std::vector<Vector> copies_of(Trial const& trial, Vector const& v) {
  std::vector<Vector> result;
  for (Element const h : trial.group().elements()) {
    std::int64_t const label = trial.instance().tuple[h.index()];
    result.push_back(times(v, 1 + h.index() + trial.group().order() * label));
  }
  return result;
}

/// R(g s) = g R(s).
void check_mean_moves(Trial& trial, SignedSet const& set, std::vector<Vector> const& s) {
  HeadDefinitions const& heads = trial.construction().heads;
  Group const& group = trial.group();
  Vector const whole = heads.mean(set, s);
  for (Element const g : group.elements()) {
    std::vector<Vector> turned;
    for (Element const h : group.elements()) {
      turned.push_back(s[group.multiply(group.inverse(g), h).index()]);
    }
    trial.expect_equal("R(g s)", heads.mean(set, turned), "g R(s)", heads.move(set, g, whole), [&] {
      return Facts{trial.fact("g", g)};
    });
  }
}

/// F(v)[i] = (weight of i) v[i]: equivariant if all components that G exchanges have the same
/// weight.
Vector plain_map(Trial const& trial, Vector v) {
  std::int64_t weight = 1;
  for (std::int64_t& component : v) {
    weight += trial.instance().next.back();
    component *= weight;
  }
  return v;
}

/// abs(G) R F^(v), from the lift of F at v.
Vector mean_of_lift(Trial const& trial, SignedSet const& set, Vector const& v) {
  HeadDefinitions const& heads = trial.construction().heads;
  std::vector<Vector> lifted;
  for (Element const h : trial.group().elements()) {
    lifted.push_back(plain_map(trial, heads.move(set, trial.group().inverse(h), v)));
  }
  return heads.mean(set, lifted);
}

/// On the orbit of v: R F^ is equivariant, and R F^ = F exactly if F is.
void check_mean_keeps(Trial& trial, SignedSet const& set, Vector const& v) {
  HeadDefinitions const& heads = trial.construction().heads;
  Vector const whole = mean_of_lift(trial, set, v);
  Vector const plain = plain_map(trial, v);
  bool is_equivariant = true;
  bool is_kept = true;
  for (Element const g : trial.group().elements()) {
    Vector const turned = heads.move(set, g, v);
    Vector const of_turned = mean_of_lift(trial, set, turned);
    trial.expect_equal("R F^(g v)", of_turned, "g R F^(v)", heads.move(set, g, whole), [&] {
      return Facts{trial.fact("g", g), {"v", show(v)}};
    });
    Vector const value = plain_map(trial, turned);
    is_equivariant = is_equivariant && value == heads.move(set, g, plain);
    is_kept = is_kept && of_turned == times(value, trial.group().order());
  }
  trial.expect(is_kept == is_equivariant,
               "R F^ = F on the orbit of v if and only if F is equivariant there",
               [&] {
                 return Facts{{"v", show(v)}};
               });
}

} // namespace

void check_mean_head(Trial& trial) {
  SignedSet const set = components_of(trial);
  Vector const v = signed_numbers(trial.instance().map, trial.instance().labels);
  check_mean_moves(trial, set, copies_of(trial, v));
  check_mean_keeps(trial, set, v);
}

namespace {

/// For each g the first g' with g' s = g s.
std::vector<Element> first_to_same_point(Trial const& trial, Tuple const& s) {
  std::map<Tuple, Element> first;
  std::vector<Element> result;
  for (Element const g : trial.group().elements()) {
    result.push_back(first.try_emplace(trial.act(g, s), g).first->second);
  }
  return result;
}

/// Whether g s -> g y is a map on the orbit of s, by trying all g.
bool is_map_on_orbit(Trial const& trial, std::vector<Element> const& first, Point y) {
  std::vector<Element> const all = trial.group().elements();
  return std::all_of(all.begin(), all.end(), [&](Element g) {
    return trial.set().act(g, y) == trial.set().act(first[g.index()], y);
  });
}

std::string show_points(std::vector<Point> const& points) {
  std::string text;
  for (Point const y : points) {
    text += (text.empty() ? "x" : ", x") + std::to_string(y.index());
  }
  return text.empty() ? "none" : text;
}

} // namespace

void check_finite_head(Trial& trial) {
  std::vector<Tuple> tuples{trial.instance().tuple};
  tuples.emplace_back(trial.group().order(), 0);
  for (Tuple const& s : tuples) {
    std::vector<Point> const images = trial.construction().heads.images(trial.set(), s);
    std::vector<Element> const first = first_to_same_point(trial, s);
    for (Point const y : trial.set().points()) {
      bool const is_image = std::find(images.begin(), images.end(), y) != images.end();
      trial.expect(
          is_image == is_map_on_orbit(trial, first, y),
          "s may go to y if and only if g s -> g y is a map on the orbit of s",
          [&] {
            return Facts{{"s'", show(s)}, trial.fact("y", y), {"found", show_points(images)}};
          });
    }
  }
}

} // namespace equivarify::algebra::lemmas
