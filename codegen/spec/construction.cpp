#include "equivarify/codegen/spec/construction.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

using Tables = std::vector<std::vector<std::uint32_t>>;

std::vector<std::uint32_t> identity_table(std::size_t size) {
  std::vector<std::uint32_t> table(size);
  std::iota(table.begin(), table.end(), 0U);
  return table;
}

Tables trivial_action(algebra::Subgroup const& subgroup, std::size_t size) {
  Tables tables(subgroup.order(), identity_table(size));
  return tables;
}

/// The number of \p g among the elements of \p subgroup.
std::uint32_t number_in(algebra::Subgroup const& subgroup, algebra::Element g) {
  auto const& elements = subgroup.elements();
  return static_cast<std::uint32_t>(std::lower_bound(elements.begin(), elements.end(), g) -
                                    elements.begin());
}

/// G on itself from the left, as sources: (k u)[a] = u[k^-1 a].
Tables regular_action(algebra::Group const& group) {
  Tables tables;
  for (algebra::Element const k : group.elements()) {
    std::vector<std::uint32_t>& sources = tables.emplace_back();
    for (algebra::Element const a : group.elements()) {
      sources.push_back(group.multiply(group.inverse(k), a).index());
    }
  }
  return tables;
}

/// The tables that G and H alone determine.
Construction with_cosets(ConstructionKind kind, algebra::Subgroup const& subgroup) {
  algebra::Group const& group = subgroup.group();
  Construction result{.kind = kind,
                      .subgroup = subgroup,
                      .candidates = {},
                      .coset = subgroup.coset_numbers(),
                      .returned_by = {},
                      .sheet_sources = {},
                      .class_sources = {}};
  auto const transversal = subgroup.transversal();
  for (algebra::Element const t : transversal) {
    std::vector<std::uint32_t>& elements = result.candidates.emplace_back();
    for (algebra::Element const k : subgroup.elements()) {
      elements.push_back(group.inverse(group.multiply(t, k)).index());
    }
  }
  for (algebra::Element const g : group.elements()) {
    algebra::Element const t = transversal[result.coset[g.index()]];
    result.returned_by.push_back(
        number_in(subgroup, group.multiply(group.inverse(g), t))); // h^-1 = g^-1 t
  }
  return result;
}

Construction from_the_whole_group(ConstructionKind kind,
                                  Symmetrization symmetrization,
                                  algebra::Group const& group,
                                  std::size_t classes) {
  Construction result = with_cosets(kind, algebra::Subgroup::whole(group));
  result.symmetrization = symmetrization;
  result.sheets = group.order();
  result.sheet_sources = regular_action(group);
  result.class_sources = trivial_action(result.subgroup, classes);
  return result;
}

} // namespace

std::size_t Construction::copies() const {
  return symmetrization == Symmetrization::average ? candidates.size() * subgroup.order()
                                                   : candidates.size();
}

algebra::SignedPermutation Construction::class_move(std::size_t k) const {
  algebra::SignedPermutation move = algebra::without_signs(class_sources[k]);
  if (!class_negated.empty()) {
    move.negated = class_negated[k];
  }
  return move;
}

algebra::SignedPermutation Construction::class_move(algebra::Element h) const {
  return class_move(std::size_t{number_in(subgroup, h)});
}

std::string name_of(ConstructionKind kind) {
  switch (kind) {
  case ConstructionKind::kernel_quotient:
    return "kernel_quotient";
  case ConstructionKind::coinduction:
    return "coinduction";
  case ConstructionKind::reynolds:
    return "reynolds";
  case ConstructionKind::canonical:
    return "canonical";
  }
  return {};
}

Construction kernel_quotient(algebra::Subgroup const& kernel, std::size_t classes) {
  Construction result = with_cosets(ConstructionKind::kernel_quotient, kernel);
  result.sheet_sources = trivial_action(kernel, 1);
  result.class_sources = trivial_action(kernel, classes);
  return result;
}

Construction coinduction(algebra::Subgroup const& subgroup,
                         std::vector<algebra::SignedPermutation> const& moves) {
  Construction result = with_cosets(ConstructionKind::coinduction, subgroup);
  result.symmetrization = Symmetrization::pose;
  result.sheet_sources = trivial_action(subgroup, 1);
  bool changes_signs = false;
  for (algebra::SignedPermutation const& move : moves) {
    result.class_sources.emplace_back(move.gather.begin(), move.gather.end());
    result.class_negated.push_back(move.negated);
    changes_signs = changes_signs || move.changes_signs();
  }
  if (!changes_signs) {
    result.class_negated.clear();
  }
  return result;
}

Construction reynolds(algebra::Group const& group, std::size_t classes) {
  return from_the_whole_group(ConstructionKind::reynolds, Symmetrization::average, group, classes);
}

Construction canonical(algebra::Group const& group, std::size_t classes) {
  return from_the_whole_group(ConstructionKind::canonical, Symmetrization::pose, group, classes);
}

Tables copies_shifted_from(Construction const& construction) {
  algebra::Subgroup const& subgroup = construction.subgroup;
  algebra::Group const& group = subgroup.group();
  auto const transversal = subgroup.transversal();
  bool const average = construction.symmetrization == Symmetrization::average;
  Tables tables;
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t>& sources = tables.emplace_back();
    for (std::size_t copy = 0; copy < construction.copies(); ++copy) {
      algebra::Element const m = average
                                     ? group.multiply(transversal[copy / subgroup.order()],
                                                      subgroup.elements()[copy % subgroup.order()])
                                     : transversal[copy];
      algebra::Element const source = group.multiply(group.inverse(g), m);
      std::uint32_t const coset = construction.coset[source.index()];
      auto const within = group.multiply(group.inverse(transversal[coset]), source);
      sources.push_back(average ? coset * subgroup.order() + number_in(subgroup, within) : coset);
    }
  }
  return tables;
}

} // namespace equivarify::codegen
