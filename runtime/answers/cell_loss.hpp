/// \file
/// The loss of planes whose every cell has a class, such as a map of what is where.
#ifndef EQUIVARIFY_RUNTIME_ANSWERS_CELL_LOSS_HPP
#define EQUIVARIFY_RUNTIME_ANSWERS_CELL_LOSS_HPP

#include "equivarify/runtime/answers/class_weights.hpp"
#include "equivarify/runtime/elementary/probabilities.hpp"
#include "equivarify/runtime/elementary/rates.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// A sum of weight * log(x), which takes the logarithm of products: an exact one costs as much as a
/// hundred exponentials.
class WeightedLogs {
public:
  explicit WeightedLogs(std::span<double const> class_weights)
      : class_weights_{class_weights},
        products_(std::max<std::size_t>(1, class_weights.size()), 1.0) {}

  /// Adds the weight of the class of entry \p target times log(\p x). \pre 1 <= x < 2^100
  void add(std::size_t target, double x) {
    constexpr double large = 0x1p900; // so that the next product is finite too
    std::size_t const c = target % products_.size();
    products_[c] *= x;
    if (products_[c] > large) {
      take(c);
    }
  }

  [[nodiscard]] double sum() {
    for (std::size_t c = 0; c < products_.size(); ++c) {
      take(c);
    }
    return sum_;
  }

private:
  void take(std::size_t c) {
    sum_ += class_weight(class_weights_, c) * elementary::log(products_[c]);
    products_[c] = 1.0;
  }

  std::span<double const> class_weights_;
  std::vector<double> products_; ///< of each class
  double sum_ = 0;
};

/// The mean over the cells of the cross-entropy of the softmax over the channels of each; entry
/// (c, i) of \p answers is that of channel c in cell i, \p targets has one class for each cell,
/// whose weight among \p class_weights that cell has. The sum is divided by the number of cells,
/// not by that of their weights: what a cell adds does not depend on the others. Each softmax sums
/// in the order of size: permuting the channels changes no bit of the \p gradient but its place.
[[nodiscard]] inline double cell_cross_entropy(std::span<float const> answers,
                                               std::span<float const> targets,
                                               std::span<float> gradient,
                                               std::span<double const> class_weights = {}) {
  std::size_t const cells = targets.size();
  std::size_t const channels = answers.size() / cells;
  std::vector<float> values(channels);
  std::vector<float> slopes(channels);
  WeightedLogs logs{class_weights};
  double sum = 0;
  for (std::size_t i = 0; i < cells; ++i) {
    for (std::size_t c = 0; c < channels; ++c) {
      values[c] = answers[c * cells + i];
    }
    auto const label = static_cast<std::size_t>(targets[i]);
    double const weight = class_weight(class_weights, label);
    logs.add(label, joint_softmax(values, 1, slopes));
    auto const largest = static_cast<double>(*std::max_element(values.begin(), values.end()));
    sum += weight * (largest - static_cast<double>(values[label]));
    slopes[label] -= 1.0F;
    weigh(slopes, weight);
    for (std::size_t c = 0; c < channels; ++c) {
      gradient[c * cells + i] = slopes[c] / static_cast<float>(cells);
    }
  }
  return (sum + logs.sum()) / static_cast<double>(cells);
}

} // namespace equivarify::runtime

#endif
