#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/lemmas/construction.hpp"
#include "equivarify/algebra/name_hint.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace equivarify::algebra::lemmas {

namespace {

Tuple forward_values(Group const& group, ValueAlongOrbit const& value) {
  return tabulate(group, value);
}

Construction opposite() {
  Construction result = variant(
      "opposite", "the authors' program (footnote 2): F^(x)(h) = F(h x), so (F(x), F(g x), ...)");
  result.lift = forward_values;
  return result;
}

Construction mirrored() {
  Construction result =
      variant("mirrored", "the authors' order with the action turned too: (g s)(h) = s(h g)");
  result.lift = forward_values;
  result.universal = forward_values;
  result.act = [](Group const& group, Element g, Tuple const& s) {
    return tabulate(group, [&](Element h) { return s[group.multiply(h, g).index()]; });
  };
  result.concatenate = [](Group const& group, Tuple const& s, Element h) {
    return tabulate(group, [&](Element g) { return s[group.multiply(g, h).index()]; });
  };
  result.extend_label = [](Group const& group, Element g, CopyLabel const& y) {
    return CopyLabel{group.multiply(y.copy, group.inverse(g)), y.label};
  };
  result.heads =
      head_formula([](Group const& group, Element g, Element h) { return group.multiply(h, g); });
  result.heads.correlate = [](GSet const& cells, Vector const& w, Vector const& f, Element g) {
    return head_formula().correlate(cells, w, f, cells.group().inverse(g));
  };
  return result;
}

Construction inverse_dropped() {
  Construction result =
      variant("inverse_dropped", "the inverse left out of the action: (g s)(h) = s(g h)");
  result.act = [](Group const& group, Element g, Tuple const& s) {
    return tabulate(group, [&](Element h) { return s[group.multiply(g, h).index()]; });
  };
  return result;
}

Construction right_for_left() {
  Construction result = variant("right_for_left", "multiplied on the right: (g s)(h) = s(h g^-1)");
  result.act = [](Group const& group, Element g, Tuple const& s) {
    Element const back = group.inverse(g);
    return tabulate(group, [&](Element h) { return s[group.multiply(h, back).index()]; });
  };
  return result;
}

Construction identity_moves() {
  Construction result = variant(
      "identity_moves", "every shift one too far: (g s)(h) = s(a g^-1 h), a the last element");
  result.act = [](Group const& group, Element g, Tuple const& s) {
    Element const back = group.multiply(group.element(group.order() - 1), group.inverse(g));
    return tabulate(group, [&](Element h) { return s[group.multiply(back, h).index()]; });
  };
  return result;
}

Construction projection_elsewhere() {
  Construction result =
      variant("projection_elsewhere", "projected at the last element instead of e: p(s) = s(a)");
  result.project = [](Group const&, Tuple const& s) { return s.back(); };
  return result;
}

Construction projection_constant() {
  Construction result = variant("projection_constant", "projected to one label: p(s) = 0");
  result.project = [](Group const&, Tuple const&) { return Label{0}; };
  return result;
}

Construction pooled() {
  Construction result =
      variant("pooled", "pooled over the group instead of lifted: F^(x)(h) = max over g of F(g x)");
  result.lift = [](Group const& group, ValueAlongOrbit const& value) {
    Tuple const values = tabulate(group, value);
    return Tuple(values.size(), *std::max_element(values.begin(), values.end()));
  };
  return result;
}

Construction copied() {
  Construction result =
      variant("copied", "the same value in every copy, nothing turned: F^(x)(h) = F(x)");
  result.lift = [](Group const& group, ValueAlongOrbit const& value) {
    return Tuple(group.order(), value(group.identity()));
  };
  return result;
}

Construction universal_unshifted() {
  Construction result =
      variant("universal_unshifted", "the universal map with h for h^-1: pi(w)(h) = q(h w)");
  result.universal = forward_values;
  return result;
}

Construction stabilizer_for_kernel() {
  Construction result =
      variant("stabilizer_for_kernel", "N = the elements that fix the first point, not all points");
  result.kernel = [](GSet const& set) { return stabilizer(set, Point{0}); };
  return result;
}

Construction inclusion_inverted() {
  Construction result =
      variant("inclusion_inverted", "the inclusion of Z^{xG/N} with h^-1 for h: h -> s(h^-1 N)");
  result.include = [](Quotient const& quotient, Tuple const& s) {
    Group const& group = quotient.projection.domain();
    return tabulate(group,
                    [&](Element h) { return s[quotient.projection(group.inverse(h)).index()]; });
  };
  return result;
}

Construction concatenation_fixed() {
  Construction result = variant(
      "concatenation_fixed", "every copy sees the copies in the same order: (s(g_0), s(g_1), ...)");
  result.concatenate = [](Group const&, Tuple const& s, Element) { return s; };
  return result;
}

Construction concatenation_left() {
  Construction result = variant(
      "concatenation_left", "copy h sees (s(g_0 h), s(g_1 h), ...), multiplied on the wrong side");
  result.concatenate = [](Group const& group, Tuple const& s, Element h) {
    return tabulate(group, [&](Element g) { return s[group.multiply(g, h).index()]; });
  };
  return result;
}

Construction labels_backward() {
  Construction result =
      variant("labels_backward", "labels turned the other way: g (h, c) = (g^-1 h, c)");
  result.extend_label = [](Group const& group, Element g, CopyLabel const& y) {
    return CopyLabel{group.multiply(group.inverse(g), y.copy), y.label};
  };
  return result;
}

Construction signs_forgotten() {
  Construction result =
      variant("signs_forgotten", "components move without their signs: (g v)[i] = v[g^-1 i]");
  result.heads.move = [](SignedSet const& set, Element g, Vector const& v) {
    std::vector<int> const none(set.signs.size(), 1);
    return head_formula().move({.components = set.components, .signs = none}, g, v);
  };
  return result;
}

Construction mean_unturned() {
  Construction result =
      variant("mean_unturned", "the mean of the copies as they are: R(s) = mean of s(h)");
  result.heads.mean = [](SignedSet const& set, std::vector<Vector> const& s) {
    Vector sum(set.components.size(), 0);
    for (Vector const& copy : s) {
      std::transform(sum.begin(), sum.end(), copy.begin(), sum.begin(), std::plus<>{});
    }
    return sum;
  };
  return result;
}

Construction first_of_equals() {
  Construction result =
      variant("first_of_equals", "the answer is the first of the best labels, also of equals");
  result.heads.single = [](Group const& group, Scores const& scores) {
    return std::optional{largest_labels(group, scores).front()};
  };
  return result;
}

} // namespace

std::vector<Construction> const& named_conventions() {
  static std::vector<Construction> const conventions{formula(),
                                                     opposite(),
                                                     mirrored(),
                                                     inverse_dropped(),
                                                     right_for_left(),
                                                     identity_moves(),
                                                     projection_elsewhere(),
                                                     projection_constant(),
                                                     pooled(),
                                                     copied(),
                                                     universal_unshifted(),
                                                     stabilizer_for_kernel(),
                                                     inclusion_inverted(),
                                                     concatenation_fixed(),
                                                     concatenation_left(),
                                                     labels_backward(),
                                                     signs_forgotten(),
                                                     mean_unturned(),
                                                     first_of_equals()};
  return conventions;
}

Construction const& convention_named(std::string const& name) {
  std::vector<std::string> names;
  for (Construction const& convention : named_conventions()) {
    if (convention.name == name) {
      return convention;
    }
    names.push_back(convention.name);
  }
  throw AlgebraError(fmt::format("there is no convention '{}'{}", name, name_hint(name, names)));
}

} // namespace equivarify::algebra::lemmas
