/// \file
/// The loss of a label (h, class): cross-entropy of the softmax over all labels.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_CROSS_ENTROPY_HPP

#include "equivarify/runtime/elementary/rates.hpp"
#include "equivarify/runtime/probabilities.hpp"

#include <algorithm>
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
  double const total = joint_softmax(logits, classes, gradient);
  gradient[label] -= 1.0F;
  // A probability that underflows to 0 would make the loss infinite, so the loss is taken from the
  // logits.
  auto const largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
  return elementary::log(total) + largest - static_cast<double>(logits[label]);
}

} // namespace equivarify::runtime

#endif
