/// \file
/// What training makes small: the losses of labels and of outputs, with their gradients.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_LOSSES_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_LOSSES_HPP

#include "equivarify/runtime/answers/cell_loss.hpp"
#include "equivarify/runtime/answers/class_weights.hpp"
#include "equivarify/runtime/answers/cross_entropy.hpp"
#include "equivarify/runtime/answers/heads.hpp"
#include "equivarify/runtime/answers/outputs.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/rates.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The loss of labels (h, class) among \p Classes classes, which count as the `class_weights` of
/// \p Weights say; see the function `loss`. That of (g h, class) for g x is that of (h, class) for
/// x, since g leaves the class as it is.
template <std::size_t Classes, typename Weights = EqualClasses>
struct JointLoss {
  using Target = std::uint32_t;
  static constexpr std::size_t target_size = 1; ///< targets of an image
  static constexpr std::size_t outputs = 0;     ///< whose losses are told apart

  static double of(std::span<float const> answers,
                   std::span<std::uint32_t const> label,
                   std::span<float> gradient,
                   std::span<double> /*of_outputs*/ = {}) {
    double const weight = class_weight(class_weights_of<Weights>(), label.front());
    double const unweighted = loss(answers, Classes, label.front(), gradient);
    weigh(gradient, weight);
    return weight * unweighted;
  }
};

/// The cross-entropy of the softmax over \p answers for the class \p target, a whole number, and
/// its \p gradient, both times the weight of that class among \p class_weights. The softmax sums in
/// the order of size: permuting the answers changes no bit.
[[nodiscard]] inline double class_cross_entropy(std::span<float const> answers,
                                                float target,
                                                std::span<float> gradient,
                                                std::span<double const> class_weights = {}) {
  auto const label = static_cast<std::uint32_t>(target);
  double const weight = class_weight(class_weights, label);
  double const loss = weight * cross_entropy(answers, 1, label, gradient);
  weigh(gradient, weight);
  return loss;
}

/// An error's loss and its slope.
struct ErrorLoss {
  double loss;
  float slope;
};

/// The mean over the entries of the loss that \p loss_of(answer - target) says, an ErrorLoss.
template <typename LossOf>
[[nodiscard]] double mean_error_loss(std::span<float const> answers,
                                     std::span<float const> targets,
                                     std::span<float> gradient,
                                     LossOf const& loss_of) {
  auto const count = static_cast<float>(answers.size());
  double sum = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    ErrorLoss const found = loss_of(answers[i] - targets[i]);
    sum += found.loss;
    gradient[i] = found.slope / count;
  }
  return sum / static_cast<double>(answers.size());
}

/// The square.
[[nodiscard]] inline ErrorLoss squared_error(float error) {
  return {static_cast<double>(error) * static_cast<double>(error), 2.0F * error};
}

/// Half the square of an error of at most 1, and a larger one less 1/2.
///
/// Source: Huber, Robust estimation of a location parameter (1964).
[[nodiscard]] inline ErrorLoss huber_error(float error) {
  auto const size = static_cast<double>(std::fabs(error));
  return {size <= 1.0 ? 0.5 * size * size : size - 0.5, std::clamp(error, -1.0F, 1.0F)};
}

/// The mean cross-entropy of \p targets, probabilities, with the logistic function of each of \p
/// answers.
[[nodiscard]] inline double binary_cross_entropy(std::span<float const> answers,
                                                 std::span<float const> targets,
                                                 std::span<float> gradient) {
  constexpr std::size_t factors = 512; // of at most 2 each, so that their product is finite
  auto const count = static_cast<float>(answers.size());
  double sum = 0;
  double product = 1;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    float const y = answers[i];
    float const small = elementary::exp(-std::fabs(y));
    // -t log p - (1 - t) log(1 - p) = max(y, 0) - y t + log(1 + exp(-|y|))
    sum += static_cast<double>(std::max(y, 0.0F)) -
           static_cast<double>(y) * static_cast<double>(targets[i]);
    product *= 1.0 + static_cast<double>(small);
    if (i % factors == factors - 1 || i + 1 == answers.size()) {
      sum += elementary::log(product);
      product = 1;
    }
    float const probability = (y < 0.0F ? small : 1.0F) / (1.0F + small);
    gradient[i] = (probability - targets[i]) / count;
  }
  return sum / static_cast<double>(answers.size());
}

/// The loss \p kind of one output, and its \p gradient. Losses of classes count as the right one's
/// weight among \p class_weights says; the others have none.
[[nodiscard]] inline double output_loss(Loss kind,
                                        std::span<float const> answers,
                                        std::span<float const> targets,
                                        std::span<float> gradient,
                                        std::span<double const> class_weights = {}) {
  switch (kind) {
  case Loss::cross_entropy:
    return class_cross_entropy(answers, targets.front(), gradient, class_weights);
  case Loss::cross_entropy_per_cell:
    return cell_cross_entropy(answers, targets, gradient, class_weights);
  case Loss::mean_squared_error:
    return mean_error_loss(answers, targets, gradient, squared_error);
  case Loss::huber:
    return mean_error_loss(answers, targets, gradient, huber_error);
  case Loss::binary_cross_entropy:
    break;
  }
  return binary_cross_entropy(answers, targets, gradient);
}

/// The numbers of a target for the output \p O of \p Group.
template <typename Group, typename O>
[[nodiscard]] constexpr std::size_t target_size_of() {
  switch (O::loss) {
  case Loss::cross_entropy:
    return 1;
  case Loss::cross_entropy_per_cell:
    if constexpr (requires { O::cells; }) {
      return O::cells;
    } else {
      return 1;
    }
  case Loss::mean_squared_error:
  case Loss::huber:
  case Loss::binary_cross_entropy:
    break;
  }
  return Head<Group, O>::size;
}

/// The losses of the outputs \p Outputs, an OutputList, each times its weight, added in their
/// order. Those of the outputs alone have no weight.
template <typename Outputs>
struct OutputLosses {
  using Target = float;
  using Group = typename Outputs::HeadGroup;

  /// Targets of an image: those of the outputs one after another.
  static constexpr std::size_t target_size = [] {
    std::size_t size = 0;
    Outputs::for_each_output([&]<typename O>() { size += target_size_of<Group, O>(); });
    return size;
  }();

  /// Their losses are told apart.
  static constexpr std::size_t outputs = [] {
    std::size_t count = 0;
    Outputs::for_each_output([&]<typename>() { ++count; });
    return count;
  }();

  static double of(std::span<float const> answers,
                   std::span<float const> targets,
                   std::span<float> gradient,
                   std::span<double, outputs> of_outputs) {
    double sum = 0;
    std::size_t place = 0;
    std::size_t number = 0;
    Outputs::for_each_output([&]<typename O>() {
      constexpr std::size_t size = Head<Group, O>::size;
      constexpr std::size_t target = target_size_of<Group, O>();
      std::span<float> const part = gradient.subspan(place, size);
      double const loss = output_loss(O::loss,
                                      answers.subspan(place, size),
                                      targets.first(target),
                                      part,
                                      class_weights_of<O>());
      sum += O::weight * loss;
      of_outputs[number++] = loss;
      weigh(part, O::weight);
      place += size;
      targets = targets.subspan(target);
    });
    return sum;
  }
};

} // namespace equivarify::runtime

#endif
