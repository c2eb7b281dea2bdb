#include "equivarify/algebra/lemmas/construction.hpp"

#include "equivarify/algebra/orbit.hpp"

#include <algorithm>

namespace equivarify::algebra::lemmas {

namespace {

Tuple shifted_values(Group const& group, ValueAlongOrbit const& value) {
  return tabulate(group, [&](Element h) { return value(group.inverse(h)); });
}

Tuple shift(Group const& group, Element g, Tuple const& s) {
  Element const back = group.inverse(g);
  return tabulate(group, [&](Element h) { return s[group.multiply(back, h).index()]; });
}

Tuple pull_back(Quotient const& quotient, Tuple const& s) {
  return tabulate(quotient.projection.domain(),
                  [&](Element h) { return s[quotient.projection(h).index()]; });
}

Tuple copies_from(Group const& group, Tuple const& s, Element h) {
  return tabulate(group, [&](Element g) { return s[group.multiply(h, g).index()]; });
}

std::optional<Point> find_above(GSet const& set, LabelMap const& q, Tuple const& f) {
  for (Point const w : set.points()) {
    if (universal_value(set, q, w) == f && same_stabilizer(set, w, f)) {
      return w;
    }
  }
  return std::nullopt;
}

} // namespace

Tuple universal_value(GSet const& set, LabelMap const& q, Point w) {
  return shifted_values(set.group(), [&](Element g) { return q[set.act(g, w).index()]; });
}

bool same_stabilizer(GSet const& set, Point w, Tuple const& f) {
  std::vector<Element> const elements = set.group().elements();
  return std::all_of(elements.begin(), elements.end(), [&](Element g) {
    return (set.act(g, w) == w) == (shift(set.group(), g, f) == f);
  });
}

Construction formula() {
  return {
      .name = "formula",
      .description = "the definitions of the paper: F^(x)(h) = F(h^-1 x), (g s)(h) = s(g^-1 h), "
                     "p(s) = s(e)",
      .lift = shifted_values,
      .act = shift,
      .project = [](Group const&, Tuple const& s) { return s.front(); },
      .universal = shifted_values,
      .kernel = [](GSet const& set) { return kernel(set); },
      .coset = [](Quotient const& quotient, Element g) { return quotient.projection(g); },
      .representative =
          [](Quotient const& quotient, Element coset) {
            return quotient.projection.kernel().transversal()[coset.index()];
          },
      .include = pull_back,
      .concatenate = copies_from,
      .extend_label =
          [](Group const& group, Element g, CopyLabel const& y) {
            return CopyLabel{group.multiply(g, y.copy), y.label};
          },
      .find_above = find_above,
      .extend_section = [](GSet const& set, Element g, Point w) { return set.act(g, w); },
      .heads = head_formula(),
  };
}

Construction variant(std::string name, std::string description) {
  Construction result = formula();
  result.name = std::move(name);
  result.description = std::move(description);
  return result;
}

} // namespace equivarify::algebra::lemmas
