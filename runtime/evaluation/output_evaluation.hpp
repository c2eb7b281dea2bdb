/// \file
/// How far the outputs of a network are from what they should be.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_EVALUATION_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_EVALUATION_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/evaluation/evaluation.hpp"
#include "equivarify/runtime/evaluation/not_finite.hpp"
#include "equivarify/runtime/evaluation/output_prediction.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// One output on a data set.
struct OutputScore {
  double loss = 0; ///< the mean, without its weight
  /// The share of right classes, of cells with the right class, or of numbers on the right side of
  /// 1/2. Several best answers count as if one of them were drawn at random.
  std::optional<double> accuracy{};
  std::optional<double> mean_absolute_error{}; ///< of plain numbers
  std::vector<std::vector<double>>
      confusion{}; ///< [true class][answered class], of at most 100 classes
};

/// One image of a data set with what the outputs say of it.
struct OutputExample {
  std::size_t image = 0;
  double loss = 0;            ///< of all outputs, weighted
  std::vector<float> input{}; ///< its numbers
  std::vector<OutputAnswer> answers{};
  std::vector<std::vector<float>> targets{}; ///< of each output
};

/// All outputs on a data set as it is. What they would be on moved inputs follows: f(g x) = g f(x),
/// which `check` finds to the bit.
struct OutputEvaluation {
  std::size_t images = 0;
  std::size_t shift = 0; ///< how many pixels each image was moved at most
  double loss = 0;       ///< what training makes small: the weighted sum
  std::vector<OutputScore> outputs;
  double images_per_second = 0;
  NotFinite not_finite{};                ///< of all images
  std::vector<OutputExample> examples{}; ///< the first images
  std::vector<OutputExample> worst{};    ///< the largest losses, the largest first
};

/// The outputs of \p network on \p data, which has their targets.
[[nodiscard]] OutputEvaluation
evaluate_outputs(Network& network, Dataset const& data, Watcher const& watcher = {});

} // namespace equivarify::runtime

#endif
