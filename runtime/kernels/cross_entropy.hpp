/// \file
/// The loss of a label (h, class), or of a class alone: cross-entropy of the softmax over all
/// labels.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP

#include "equivarify/runtime/probabilities.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The logarithm of the sum of exp(logits[first + k * stride]); added in the order of size, so that
/// no permutation of the terms changes a bit.
inline double log_sum_exp(std::span<float const> logits, std::size_t first, std::size_t stride) {
  float largest = logits[first];
  std::vector<double> terms;
  for (std::size_t i = first; i < logits.size(); i += stride) {
    largest = std::max(largest, logits[i]);
  }
  for (std::size_t i = first; i < logits.size(); i += stride) {
    terms.push_back(std::exp(static_cast<double>(logits[i]) - static_cast<double>(largest)));
  }
  std::sort(terms.begin(), terms.end());
  return std::log(std::accumulate(terms.begin(), terms.end(), 0.0)) + static_cast<double>(largest);
}

/// -log of the probability of \p label, which is h * classes + class; \p gradient becomes that of
/// the logits.
inline double cross_entropy(std::span<float const> logits,
                            std::size_t classes,
                            std::uint32_t label,
                            std::span<float> gradient) {
  joint_softmax(logits, classes, gradient);
  // A probability that underflows to 0 would make the loss infinite, so the loss is taken from the
  // logits.
  auto const largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
  double total = 0;
  for (float const logit : logits) {
    total += std::exp(static_cast<double>(logit) - largest);
  }
  gradient[label] -= 1.0F;
  return std::log(total) + largest - static_cast<double>(logits[label]);
}

/// -log of the marginal sum over h of p(h, \p class_index), for pictures whose pose nobody knows;
/// \p gradient becomes that of the logits, p(h, d) minus p(h | class) where d is the class.
/// Acting by g on the logits changes no bit of the loss and moves the gradient by g.
inline double marginal_cross_entropy(std::span<float const> logits,
                                     std::size_t classes,
                                     std::size_t class_index,
                                     std::span<float> gradient) {
  joint_softmax(logits, classes, gradient);
  double const of_class = log_sum_exp(logits, class_index, classes);
  for (std::size_t i = class_index; i < logits.size(); i += classes) {
    gradient[i] -= static_cast<float>(std::exp(static_cast<double>(logits[i]) - of_class));
  }
  return log_sum_exp(logits, 0, 1) - of_class;
}

/// The loss of \p label and its \p gradient: h * classes + class stands for the label (h, class),
/// and logits.size() + class for a picture of the class whose pose is unknown.
inline double loss(std::span<float const> logits,
                   std::size_t classes,
                   std::uint32_t label,
                   std::span<float> gradient) {
  return label < logits.size()
             ? cross_entropy(logits, classes, label, gradient)
             : marginal_cross_entropy(logits, classes, label - logits.size(), gradient);
}

} // namespace equivarify::runtime

#endif
