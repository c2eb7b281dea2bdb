#include "equivarify/algebra/lemmas/mutant_parts.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

/// A move in which component i of g v is component \p source (g, i), with the sign \p sign.
Construction wrong_move(std::string name,
                        std::string description,
                        Point (*source)(GSet const&, Element, Point),
                        int (*sign)(SignedSet const&, Element, Point)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.move = [source, sign](SignedSet const& set, Element g, Vector const& v) {
    Vector moved(v.size());
    for (Point const i : set.components.points()) {
      moved[i.index()] = sign(set, g, i) * v[source(set.components, g, i).index()];
    }
    return moved;
  };
  return result;
}

Point from_behind(GSet const& set, Element g, Point i) {
  return set.act(set.group().inverse(g), i);
}

Point from_ahead(GSet const& set, Element g, Point i) {
  return set.act(g, i);
}

Point from_itself(GSet const&, Element, Point i) {
  return i;
}

int its_sign(SignedSet const& set, Element g, Point i) {
  return set.sign(g, i);
}

int sign_of_source(SignedSet const& set, Element g, Point i) {
  return set.sign(g, from_behind(set.components, g, i));
}

Construction wrong_activation(std::string name,
                              std::string description,
                              std::int64_t (*activation)(std::int64_t)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.activation = activation;
  return result;
}

Construction wrong_bias(std::string name,
                        std::string description,
                        Vector (*bias)(SignedSet const&, Vector const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.bias = bias;
  return result;
}

/// The sum of \p factor (h) \p turn (h) s(h) over the h that \p counts.
Construction wrong_mean(std::string name,
                        std::string description,
                        Element (*turn)(Group const&, Element),
                        bool (*counts)(Group const&, Element)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.mean = [turn, counts](SignedSet const& set, std::vector<Vector> const& s) {
    Group const& group = set.components.group();
    Vector sum(set.components.size(), 0);
    for (Element const h : group.elements()) {
      Vector const term = head_formula().move(set, turn(group, h), s[h.index()]);
      for (std::size_t i = 0; counts(group, h) && i < sum.size(); ++i) {
        sum[i] += term[i];
      }
    }
    return sum;
  };
  return result;
}

Element as_it_is(Group const&, Element h) {
  return h;
}

bool every_copy(Group const&, Element) {
  return true;
}

Construction wrong_images(std::string name,
                          std::string description,
                          std::vector<Point> (*images)(GSet const&, Tuple const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.heads.images = images;
  return result;
}

} // namespace

std::vector<Construction> sign_mutants() {
  return {
      wrong_move("signs_backward", "v[g i] for v[g^-1 i]", from_ahead, its_sign),
      wrong_move("signs_of_source",
                 "the sign of the component that comes in: sign_g(g^-1 i)",
                 from_behind,
                 sign_of_source),
      wrong_move("signs_alone", "signs change, but no component moves", from_itself, its_sign),
      wrong_move("signs_by_parity",
                 "negated where g moves the component",
                 from_behind,
                 [](SignedSet const& set, Element g, Point i) {
                   return set.components.act(g, i) == i ? 1 : -1;
                 }),
  };
}

std::vector<Construction> activation_mutants() {
  return {
      wrong_activation("activation_relu",
                       "relu, which is not odd",
                       [](std::int64_t r) { return std::max<std::int64_t>(r, 0); }),
      wrong_activation(
          "activation_absolute", "the absolute value", [](std::int64_t r) { return std::abs(r); }),
      wrong_activation("activation_floor",
                       "half of it by a shift: rounded down",
                       [](std::int64_t r) { return std::clamp<std::int64_t>(r >> 1U, -127, 127); }),
      wrong_activation(
          "activation_half_up",
          "half of it, halves rounded up",
          [](std::int64_t r) { return std::clamp<std::int64_t>((r + 1) >> 1U, -127, 127); }),
      wrong_activation("activation_saturated",
                       "saturated to -128..127, as bytes are",
                       [](std::int64_t r) { return std::clamp<std::int64_t>(r, -128, 127); }),
  };
}

std::vector<Construction> bias_mutants() {
  return {
      wrong_bias("bias_free",
                 "any bias, abs(G) times",
                 [](SignedSet const& set, Vector const& b) {
                   Vector result = b;
                   for (std::int64_t& r : result) {
                     r *= set.components.group().order();
                   }
                   return result;
                 }),
      wrong_bias("bias_none",
                 "none at all",
                 [](SignedSet const&, Vector const& b) { return Vector(b.size(), 0); }),
      wrong_bias("bias_of_permutation",
                 "one number for each orbit, its signs forgotten",
                 [](SignedSet const& set, Vector const& b) {
                   Vector result(b.size(), 0);
                   for (Element const g : set.components.group().elements()) {
                     for (Point const i : set.components.points()) {
                       result[i.index()] += b[set.components.act(g, i).index()];
                     }
                   }
                   return result;
                 }),
      wrong_bias("bias_of_two",
                 "the sum over e and the last element alone",
                 [](SignedSet const& set, Vector const& b) {
                   Vector result = b;
                   Vector const other =
                       head_formula().move(set, last_element(set.components.group()), b);
                   for (std::size_t i = 0; i < b.size(); ++i) {
                     result[i] = (b[i] + other[i]) * set.components.group().order() / 2;
                   }
                   return result;
                 }),
  };
}

std::vector<Construction> mean_mutants() {
  return {
      wrong_mean(
          "mean_turned_back",
          "turned the other way: the sum of h^-1 s(h)",
          [](Group const& group, Element h) { return group.inverse(h); },
          every_copy),
      wrong_mean("mean_of_all_but_one",
                 "without the last copy",
                 as_it_is,
                 [](Group const& group, Element h) { return h != last_element(group); }),
      wrong_mean("mean_of_first",
                 "copy e alone",
                 as_it_is,
                 [](Group const& group, Element h) { return h == group.identity(); }),
      wrong_mean(
          "mean_one_too_far",
          "turned one too far: the sum of h a s(h)",
          [](Group const& group, Element h) { return group.multiply(h, last_element(group)); },
          every_copy),
  };
}

std::vector<Construction> finite_head_mutants() {
  return {
      wrong_images("head_to_any_point",
                   "any point, whatever fixes s",
                   [](GSet const& set, Tuple const&) { return set.points(); }),
      wrong_images("head_to_fixed_points",
                   "points that all of G fixes, even where s is free",
                   [](GSet const& set, Tuple const&) {
                     Tuple const constant(set.group().order(), 0);
                     return head_formula().images(set, constant);
                   }),
      wrong_images("head_to_same_stabilizer",
                   "points with the stabilizer of s, not with a larger one",
                   [](GSet const& set, Tuple const& s) {
                     std::vector<Point> result;
                     for (Point const y : set.points()) {
                       if (same_stabilizer(set, y, s)) {
                         result.push_back(y);
                       }
                     }
                     return result;
                   }),
      wrong_images("head_to_first",
                   "the first of the points alone",
                   [](GSet const& set, Tuple const& s) {
                     std::vector<Point> result = head_formula().images(set, s);
                     result.resize(std::min<std::size_t>(result.size(), 1), Point{0});
                     return result;
                   }),
  };
}

} // namespace equivarify::algebra::lemmas
