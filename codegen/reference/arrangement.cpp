#include "equivarify/codegen/reference/arrangement.hpp"

namespace equivarify::codegen {
namespace {

/// What each copy of a concatenated block sees: the copies of G/N in the order of the formula.
std::vector<std::vector<std::uint32_t>> concatenated_cosets(Construction const& construction) {
  auto const transversal = construction.subgroup.transversal();
  algebra::Group const& group = construction.subgroup.group();
  std::vector<std::vector<std::uint32_t>> seen;
  for (algebra::Element const h : transversal) {
    std::vector<std::uint32_t>& copies = seen.emplace_back();
    for (algebra::Element const g : transversal) {
      copies.push_back(construction.coset[group.multiply(h, g).index()]);
    }
  }
  return seen;
}

Arrangement arrangement_of(Construction const& construction) {
  Arrangement result{.turned_by = {},
                     .concatenated = concatenated_cosets(construction),
                     .shifted_from = copies_shifted_from(construction)};
  for (auto const& elements : construction.candidates) {
    if (construction.symmetrization == Symmetrization::average) {
      result.turned_by.insert(result.turned_by.end(), elements.begin(), elements.end());
    } else if (construction.symmetrization == Symmetrization::none) {
      result.turned_by.push_back(elements.front());
    }
  }
  return result;
}

} // namespace

Arrangement arrangement_of(Network const& network) {
  return network.construction ? arrangement_of(*network.construction)
                              : formula_arrangement(network.group);
}

Arrangement formula_arrangement(algebra::Group const& group) {
  Arrangement result;
  for (algebra::Element const h : group.elements()) {
    result.turned_by.push_back(group.inverse(h).index());
    std::vector<std::uint32_t>& seen = result.concatenated.emplace_back();
    for (algebra::Element const g : group.elements()) {
      seen.push_back(group.multiply(h, g).index());
    }
  }
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t>& sources = result.shifted_from.emplace_back();
    for (algebra::Element const h : group.elements()) {
      sources.push_back(group.multiply(group.inverse(g), h).index());
    }
  }
  return result;
}

// The point s with s(h) = h, and the map F with F(g x) = g, show by their values where each copy
// comes from.
Arrangement arrangement_of(algebra::lemmas::Construction const& convention,
                           algebra::Group const& group) {
  auto const index = [](algebra::Element g) { return g.index(); };
  algebra::lemmas::Tuple const itself = algebra::lemmas::tabulate(group, index);
  Arrangement result{
      .turned_by = convention.lift(group, index), .concatenated = {}, .shifted_from = {}};
  for (algebra::Element const g : group.elements()) {
    result.concatenated.push_back(convention.concatenate(group, itself, g));
    result.shifted_from.push_back(convention.act(group, g, itself));
  }
  return result;
}

} // namespace equivarify::codegen
