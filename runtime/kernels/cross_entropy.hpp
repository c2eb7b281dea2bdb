/// \file
/// The loss of a label (h, class): cross-entropy of the softmax over all labels.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP

#include "equivarify/runtime/probabilities.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace equivarify::runtime {

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

} // namespace equivarify::runtime

#endif
