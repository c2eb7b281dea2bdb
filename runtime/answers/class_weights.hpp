/// \file
/// How much the loss of an output counts where a class is right.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_CLASS_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_CLASS_WEIGHTS_HPP

#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// The weight of the class of entry \p target; 1 where there are no \p weights. An output that is
/// induced has its classes once for each coset, one after another, so class t modulo their number
/// is that of entry t.
[[nodiscard]] constexpr double class_weight(std::span<double const> weights, std::size_t target) {
  return weights.empty() ? 1.0 : weights[target % weights.size()];
}

/// The weights of the classes of the output \p O; none where it has none.
template <typename O>
[[nodiscard]] constexpr std::span<double const> class_weights_of() {
  if constexpr (requires { O::class_weights; }) {
    return O::class_weights;
  } else {
    return {};
  }
}

/// Multiplies the \p gradient of a loss by \p weight.
inline void weigh(std::span<float> gradient, double weight) {
  for (float& slope : gradient) {
    slope *= static_cast<float>(weight);
  }
}

/// In the place of weights: all classes count alike.
struct EqualClasses {};

} // namespace equivarify::runtime

#endif
