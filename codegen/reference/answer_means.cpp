#include "equivarify/codegen/reference/answer_means.hpp"

#include "equivarify/codegen/reference/arrangement.hpp"

namespace equivarify::codegen {

bool looks_for_poses(Network const& network) {
  return network.construction && network.construction->symmetrization == Symmetrization::pose;
}

std::vector<std::uint32_t> moving_elements(Network const& network) {
  if (!looks_for_poses(network)) {
    return arrangement_of(network).turned_by;
  }
  std::vector<std::uint32_t> elements;
  for (auto const& candidates : network.construction->candidates) {
    elements.insert(elements.end(), candidates.begin(), candidates.end());
  }
  return elements;
}

Means means_of(Output const& output, std::size_t size) {
  algebra::SignedRepresentation const& v = output.head.outputs();
  Means means{.terms = v.acting().order()};
  bool changes_signs = false;
  for (algebra::Element const t : v.acting().transversal()) {
    for (std::size_t i = 0; i < v.size(); ++i) {
      for (algebra::Element const k : v.acting().elements()) {
        algebra::SignedPermutation const& motion = v.of(k);
        std::size_t const copy = v.acting().group().multiply(t, k).index();
        means.sources.push_back(
            static_cast<std::uint32_t>(copy * size + output.offset + motion.gather[i]));
        means.negated.push_back(motion.negated[i] ? 1 : 0);
        changes_signs = changes_signs || motion.negated[i];
      }
    }
  }
  if (!changes_signs) {
    means.negated.clear();
  }
  return means;
}

Means means_of(Construction const& construction) {
  bool const averages = construction.symmetrization == Symmetrization::average;
  bool const is_already = construction.symmetrization == Symmetrization::none;
  std::size_t const order = construction.subgroup.order();
  std::size_t const classes = construction.classes();
  bool const changes_signs = !construction.class_negated.empty();
  Means means{.terms = is_already ? 1 : order};
  for (std::size_t g = 0; g < construction.coset.size(); ++g) {
    std::size_t const back = construction.returned_by[g];
    std::size_t const sheet = construction.sheet_sources[back][0];
    for (std::size_t c = 0; c < classes; ++c) {
      std::size_t const label = construction.class_sources[back][c];
      for (std::size_t k = 0; k < means.terms; ++k) {
        std::size_t const copy =
            construction.coset[g] * (averages ? order : 1) + (averages ? k : 0);
        std::size_t const at =
            (copy * construction.sheets + construction.sheet_sources[k][sheet]) * classes +
            construction.class_sources[k][label];
        means.sources.push_back(static_cast<std::uint32_t>(at));
        if (changes_signs) {
          bool const negated =
              construction.class_negated[back][c] != construction.class_negated[k][label];
          means.negated.push_back(negated ? 1 : 0);
        }
      }
    }
  }
  return means;
}

} // namespace equivarify::codegen
