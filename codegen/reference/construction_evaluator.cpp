#include "equivarify/codegen/reference/construction_evaluator.hpp"

#include "equivarify/codegen/reference/evaluator.hpp"

#include <algorithm>
#include <numeric>

namespace equivarify::codegen {
namespace {

/// The mean of \p terms, which it sorts: the same to the bit for every order of them.
template <typename Real>
Real mean(std::vector<Real>& terms) {
  std::sort(terms.begin(), terms.end());
  Real const sum = std::accumulate(terms.begin() + 1, terms.end(), terms.front());
  return sum / static_cast<Real>(terms.size());
}

/// One term of a mean: a copy of F and the k that acts on it.
struct Term {
  std::size_t copy;
  std::size_t k;
};

template <typename Real>
std::vector<Term> terms_of(Network const& network, std::size_t t, std::vector<Real> const& x) {
  Construction const& construction = *network.construction;
  std::size_t const order = construction.subgroup.order();
  std::vector<Term> terms;
  switch (construction.symmetrization) {
  case Symmetrization::none:
    return {{t, 0}};
  case Symmetrization::pose:
    for (std::size_t const k : least_poses(network, t, x)) {
      terms.push_back({t, k});
    }
    return terms;
  case Symmetrization::average:
    for (std::size_t k = 0; k < order; ++k) {
      terms.push_back({t * order + k, k});
    }
    return terms;
  }
  return terms;
}

} // namespace

template <typename Real>
std::vector<std::size_t>
least_poses(Network const& network, std::size_t copy, std::vector<Real> const& x) {
  std::vector<std::uint32_t> const& elements = network.construction->candidates[copy];
  std::vector<std::size_t> poses;
  std::vector<Real> least;
  for (std::size_t k = 0; k < elements.size(); ++k) {
    auto const turned = act_on_input(network, network.group.element(elements[k]), x);
    if (poses.empty() || turned < least) {
      least = turned;
      poses.clear();
    }
    if (turned == least) {
      poses.push_back(k);
    }
  }
  return poses;
}

template <typename Real>
std::uint32_t turn_to_pose(Network const& network, std::size_t copy, std::vector<Real> const& x) {
  return network.construction->candidates[copy][least_poses(network, copy, x).front()];
}

template <typename Real>
std::vector<std::vector<Real>> combined_copies(Network const& network,
                                               std::vector<Real> const& x,
                                               std::vector<std::vector<Real>> const& copies) {
  Construction const& construction = *network.construction;
  std::size_t const classes = construction.classes();
  std::vector<algebra::SignedPermutation> moves;
  for (std::size_t k = 0; k < construction.subgroup.order(); ++k) {
    moves.push_back(construction.class_move(k));
  }
  std::vector<std::vector<Term>> terms;
  for (std::size_t t = 0; t < construction.candidates.size(); ++t) {
    terms.push_back(terms_of(network, t, x));
  }
  std::vector<std::vector<Real>> result(network.group.order(), std::vector<Real>(classes));
  std::vector<Real> values;
  for (std::size_t g = 0; g < result.size(); ++g) {
    // (h^-1 (k u))[0][c]: h^-1 first looks at its source, and k at the source of that.
    std::size_t const back = construction.returned_by[g];
    std::size_t const sheet = construction.sheet_sources[back][0];
    for (std::size_t c = 0; c < classes; ++c) {
      std::size_t const label = moves[back].gather[c];
      values.clear();
      for (Term const& term : terms[construction.coset[g]]) {
        Real const value = copies[term.copy][construction.sheet_sources[term.k][sheet] * classes +
                                             moves[term.k].gather[label]];
        bool const changes = moves[back].negated[c] != moves[term.k].negated[label];
        values.push_back(changes ? Real{0} - value : value);
      }
      result[g][c] = mean(values);
    }
  }
  return result;
}

template std::vector<std::size_t>
least_poses(Network const&, std::size_t, std::vector<float> const&);
template std::vector<std::size_t>
least_poses(Network const&, std::size_t, std::vector<double> const&);
template std::uint32_t turn_to_pose(Network const&, std::size_t, std::vector<float> const&);
template std::uint32_t turn_to_pose(Network const&, std::size_t, std::vector<double> const&);
template std::vector<std::vector<float>>
combined_copies(Network const&, std::vector<float> const&, std::vector<std::vector<float>> const&);
template std::vector<std::vector<double>> combined_copies(Network const&,
                                                          std::vector<double> const&,
                                                          std::vector<std::vector<double>> const&);

} // namespace equivarify::codegen
