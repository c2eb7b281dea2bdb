/// \file
/// Probabilities of the labels (h, class), in a form that keeps equivariance to the last bit.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_PROBABILITIES_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_PROBABILITIES_HPP

#include "equivarify/runtime/elementary/exponential.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The softmax of \p logits over all labels: exp(y(h, c)) / sum of exp(y(k, d)), where each copy h
/// has \p classes entries.
///
/// Acting by g permutes the copies, and a sum in the order of the copies would round differently
/// for g x than for x. So each copy is summed by itself, in the order of its classes, and the
/// copies' sums are added in the order of their size, which no permutation changes.
///
/// \return the sum of exp(y(k, d) - largest) that it divided by
inline double
joint_softmax(std::span<float const> logits, std::size_t classes, std::span<float> probabilities) {
  float const largest = *std::max_element(logits.begin(), logits.end());
  std::vector<double> sums(logits.size() / classes);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    probabilities[i] = elementary::exp(logits[i] - largest);
    sums[i / classes] += static_cast<double>(probabilities[i]);
  }
  std::sort(sums.begin(), sums.end());
  double total = 0;
  for (double const sum : sums) {
    total += sum;
  }
  auto const divisor = static_cast<float>(total);
  for (float& probability : probabilities) {
    probability /= divisor;
  }
  return total;
}

} // namespace equivarify::runtime

#endif
