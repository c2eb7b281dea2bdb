#include "equivarify/codegen/reference/head_evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace equivarify::codegen {
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

template <typename Real>
Real signed_mean(std::vector<Real> const& terms) {
  std::vector<Real> positive;
  std::vector<Real> negative;
  for (Real const term : terms) {
    (term < 0 ? negative : positive).push_back(std::abs(term));
  }
  Real const sum = sum_in_order(positive) - sum_in_order(negative);
  return sum / static_cast<Real>(terms.size()) + Real{0}; // a zero has no sign
}

/// Entry \p i of k v, v being the entries of \p values from \p first on.
template <typename Real>
Real moved_entry(algebra::SignedPermutation const& motion,
                 std::size_t i,
                 std::vector<Real> const& values,
                 std::size_t first) {
  Real const value = values[first + motion.gather[i]];
  return motion.negated[i] ? Real{0} - value : value;
}

} // namespace

template <typename Real>
std::vector<Real> evaluate_head(Output const& output,
                                std::vector<std::vector<Real>> const& copies) {
  algebra::SignedRepresentation const& v = output.head.outputs();
  algebra::Group const& group = v.acting().group();
  std::vector<Real> result;
  for (algebra::Element const t : v.acting().transversal()) {
    for (std::size_t i = 0; i < v.size(); ++i) {
      std::vector<Real> terms;
      for (algebra::Element const k : v.acting().elements()) {
        auto const& copy = copies[group.multiply(t, k).index()];
        terms.push_back(moved_entry(v.of(k), i, copy, output.offset));
      }
      result.push_back(signed_mean(terms));
    }
  }
  return result;
}

template <typename Real>
std::vector<Real>
act_on_output(Output const& output, algebra::Element g, std::vector<Real> const& r) {
  algebra::SignedRepresentation const& v = output.head.outputs();
  algebra::Group const& group = v.acting().group();
  std::vector<algebra::Element> const transversal = v.acting().transversal();
  std::vector<std::uint32_t> const number = v.acting().coset_numbers();
  std::vector<Real> result;
  for (algebra::Element const t : transversal) {
    algebra::Element const source = group.multiply(group.inverse(g), t);
    std::uint32_t const coset = number[source.index()];
    // g^-1 t = t' k, and r(t' k) = k^-1 r(t').
    algebra::SignedPermutation const& back =
        v.of(group.multiply(group.inverse(source), transversal[coset]));
    for (std::size_t i = 0; i < v.size(); ++i) {
      result.push_back(moved_entry(back, i, r, std::size_t{coset} * v.size()));
    }
  }
  return result;
}

template std::vector<float> evaluate_head(Output const&, std::vector<std::vector<float>> const&);
template std::vector<double> evaluate_head(Output const&, std::vector<std::vector<double>> const&);
template std::vector<float>
act_on_output(Output const&, algebra::Element, std::vector<float> const&);
template std::vector<double>
act_on_output(Output const&, algebra::Element, std::vector<double> const&);

} // namespace equivarify::codegen
