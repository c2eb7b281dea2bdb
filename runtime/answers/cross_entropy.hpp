/// \file
/// The loss of a label (h, class), or of a class alone: cross-entropy of the softmax over all
/// labels.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_CROSS_ENTROPY_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_CROSS_ENTROPY_HPP

#include "equivarify/runtime/elementary/probabilities.hpp"
#include "equivarify/runtime/elementary/rates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// -log of the probability of \p label, which is h * classes + class; \p gradient becomes that of
/// the logits.
inline double cross_entropy(std::span<float const> logits,
                            std::size_t classes,
                            std::uint32_t label,
                            std::span<float> gradient) {
  double const total = joint_softmax(logits, classes, gradient);
  gradient[label] -= 1.0F;
  // A probability that underflows to 0 would make the loss infinite, so the loss is taken from the
  // logits.
  auto const largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
  return elementary::log(total) + largest - static_cast<double>(logits[label]);
}

/// -log of the marginal sum over h of p(h, \p class_index), for pictures whose pose nobody knows;
/// \p gradient becomes that of the logits, p(h, d) minus p(h | class) where d is the class. The
/// terms are added in the order of their size: acting by g on the logits changes no bit of the loss
/// and moves the gradient by g.
inline double marginal_cross_entropy(std::span<float const> logits,
                                     std::size_t classes,
                                     std::size_t class_index,
                                     std::span<float> gradient) {
  double const total = joint_softmax(logits, classes, gradient);
  float largest = logits[class_index]; // of the class, so that its own terms cannot all underflow
  for (std::size_t i = class_index; i < logits.size(); i += classes) {
    largest = std::max(largest, logits[i]);
  }
  std::vector<float> terms;
  for (std::size_t i = class_index; i < logits.size(); i += classes) {
    terms.push_back(elementary::exp(logits[i] - largest));
  }
  std::vector<float> ordered = terms;
  std::sort(ordered.begin(), ordered.end());
  double const of_class = std::accumulate(ordered.begin(), ordered.end(), 0.0);
  for (std::size_t h = 0; h < terms.size(); ++h) {
    gradient[h * classes + class_index] -=
        static_cast<float>(static_cast<double>(terms[h]) / of_class);
  }
  float const highest = *std::max_element(logits.begin(), logits.end());
  return elementary::log(total) - elementary::log(of_class) +
         (static_cast<double>(highest) - static_cast<double>(largest));
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
