#include "equivarify/codegen/reference/arrangement.hpp"

namespace equivarify::codegen {

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
