#include "equivarify/algebra/equivarifications/heads.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::algebra {
namespace {

template <typename Real>
Real sum_in_order(std::vector<Real>& terms) {
  std::sort(terms.begin(), terms.end());
  Real sum = 0;
  for (Real const term : terms) {
    sum += term;
  }
  return sum;
}

/// The mean of \p terms. No order of them changes a bit of it, and negating all negates it.
template <typename Real>
Real mean(std::vector<Real> const& terms) {
  std::vector<Real> positive;
  std::vector<Real> negative;
  for (Real const term : terms) {
    (term < 0 ? negative : positive).push_back(std::abs(term));
  }
  Real const sum = sum_in_order(positive) - sum_in_order(negative);
  return sum / static_cast<Real>(terms.size()) + Real{0}; // a zero has no sign
}

void require_whole(SignedRepresentation const& components) {
  Subgroup const& acting = components.acting();
  if (acting.index() != 1) {
    throw AlgebraError(fmt::format("{} moves the components, expected the whole group {}; a head "
                                   "of a subgroup is induced",
                                   acting.to_string(),
                                   acting.group().name()));
  }
}

} // namespace

std::string name_of(HeadKind kind) {
  switch (kind) {
  case HeadKind::joint:
    return "joint";
  case HeadKind::invariant:
    return "invariant";
  case HeadKind::permuted:
    return "permuted";
  case HeadKind::vector:
    return "vector";
  case HeadKind::grid:
    return "grid";
  case HeadKind::induced:
    break;
  }
  return "induced";
}

Head Head::joint(Group const& group, std::uint32_t classes) {
  return {HeadKind::joint, SignedRepresentation::trivial(Subgroup::trivial(group), classes)};
}

Head Head::invariant(Group const& group, std::uint32_t units) {
  return {HeadKind::invariant, SignedRepresentation::trivial(Subgroup::whole(group), units)};
}

Head Head::permuted(GSet const& classes) {
  return {HeadKind::permuted, SignedRepresentation::permuted(classes)};
}

Head Head::permuted(SignedRepresentation const& classes) {
  require_whole(classes);
  for (Element const g : classes.acting().elements()) {
    if (classes.of(g).changes_signs()) {
      throw AlgebraError(fmt::format("{} changes the signs of classes, expected a permutation",
                                     classes.acting().group().name_of(g)));
    }
  }
  return {HeadKind::permuted, classes};
}

Head Head::vector(SignedRepresentation const& components) {
  require_whole(components);
  return {HeadKind::vector, components};
}

Head Head::grid(GSet const& cells, SignedRepresentation const& components) {
  require_whole(components);
  return {HeadKind::grid,
          SignedRepresentation::product(components, SignedRepresentation::permuted(cells))};
}

Head Head::grid(SignedRepresentation const& entries) {
  require_whole(entries);
  return {HeadKind::grid, entries};
}

Head Head::induced(SignedRepresentation const& outputs) {
  return {HeadKind::induced, outputs};
}

std::string Head::keeps() const {
  switch (kind_) {
  case HeadKind::joint:
    return "p F^ = F for every F";
  case HeadKind::invariant:
    return "p F^ = F if and only if F(g x) = F(x) for all g";
  case HeadKind::permuted:
  case HeadKind::vector:
  case HeadKind::grid:
    return "p F^ = F if and only if F(g x) = g F(x) for all g";
  case HeadKind::induced:
    break;
  }
  return fmt::format("p F^ = F if and only if F(k x) = k F(x) for all k in {}",
                     outputs_.acting().to_string());
}

template <typename Real>
std::vector<Real> Head::operator()(std::vector<std::vector<Real>> const& copies) const {
  Group const& group = outputs_.acting().group();
  if (copies.size() != group.order()) {
    throw AlgebraError(fmt::format("found {} copies, expected {}", copies.size(), group.order()));
  }
  std::vector<Real> result;
  for (Element const t : outputs_.acting().transversal()) {
    std::vector<std::vector<Real>> terms(outputs_.size());
    for (Element const k : outputs_.acting().elements()) {
      auto const term = outputs_.act(k, copies[group.multiply(t, k).index()]);
      for (std::size_t i = 0; i < term.size(); ++i) {
        terms[i].push_back(term[i]);
      }
    }
    std::transform(terms.begin(), terms.end(), std::back_inserter(result), mean<Real>);
  }
  return result;
}

template <typename Real>
std::vector<Real> Head::act(Element g, std::vector<Real> const& r) const {
  if (r.size() != size()) {
    throw AlgebraError(fmt::format("found {} numbers, expected {}", r.size(), size()));
  }
  Subgroup const& acting = outputs_.acting();
  Group const& group = acting.group();
  std::vector<Element> const transversal = acting.transversal();
  std::vector<std::uint32_t> const number = acting.coset_numbers();
  std::vector<Real> result;
  for (Element const t : transversal) {
    Element const source = group.multiply(group.inverse(g), t);
    std::uint32_t const coset = number[source.index()];
    // g^-1 t = t' k, and r(t' k) = k^-1 r(t').
    Element const back = group.multiply(group.inverse(source), transversal[coset]);
    auto const first =
        r.begin() + static_cast<std::ptrdiff_t>(std::size_t{coset} * outputs_.size());
    auto const value = outputs_.act(back, std::vector<Real>(first, first + outputs_.size()));
    result.insert(result.end(), value.begin(), value.end());
  }
  return result;
}

template std::vector<float> Head::operator()(std::vector<std::vector<float>> const&) const;
template std::vector<double> Head::operator()(std::vector<std::vector<double>> const&) const;
template std::vector<float> Head::act(Element, std::vector<float> const&) const;
template std::vector<double> Head::act(Element, std::vector<double> const&) const;

} // namespace equivarify::algebra
