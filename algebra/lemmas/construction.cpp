#include "equivarify/algebra/lemmas/construction.hpp"

#include "equivarify/algebra/orbit.hpp"

namespace equivarify::algebra::lemmas {

Tuple tabulate(Group const& group, std::function<Label(Element)> const& value) {
  Tuple result;
  result.reserve(group.order());
  for (Element const h : group.elements()) {
    result.push_back(value(h));
  }
  return result;
}

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

} // namespace

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
      .include = pull_back,
      .concatenate = copies_from,
      .extend_label =
          [](Group const& group, Element g, CopyLabel const& y) {
            return CopyLabel{group.multiply(g, y.copy), y.label};
          },
  };
}

} // namespace equivarify::algebra::lemmas
