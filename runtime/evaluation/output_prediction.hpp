/// \file
/// What the outputs of a network say of one picture.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_PREDICTION_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_OUTPUT_PREDICTION_HPP

#include "equivarify/runtime/evaluation/not_finite.hpp"
#include "equivarify/runtime/evaluation/output_answers.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// What one output says.
struct OutputAnswer {
  std::vector<float> values; ///< its numbers
  /// Of the classes, of the classes in each cell (those of channel c after those of channel c - 1),
  /// or of each number; empty for plain numbers.
  std::vector<float> probabilities;
  std::vector<BestEntries> best; ///< of the classes, or for each cell; empty without classes
};

/// The outputs for one picture, turned by one element.
struct OutputsOfTurn {
  std::size_t element = 0;
  std::vector<std::uint8_t> pixels; ///< that show it
  std::vector<float> input;         ///< its numbers
  std::vector<OutputAnswer> outputs;
};

/// The outputs for one picture in some of its turns, the picture itself first.
struct OutputPrediction {
  std::vector<OutputsOfTurn> turns;
  std::size_t differing_bits = 0; ///< of the outputs at g x against g acting on those at x
  NotFinite not_finite{};         ///< of these turns
};

/// What \p values, the numbers of \p output, say; logits that differ by at most \p slack count as
/// equal.
[[nodiscard]] OutputAnswer
answer_of(OutputFacts const& output, std::span<float const> values, float slack = 0);

/// The outputs of \p network for \p image, the numbers that it takes, and for all its turns if \p
/// all_turns.
[[nodiscard]] OutputPrediction
predict_outputs(Network& network, std::span<float const> image, bool all_turns);

} // namespace equivarify::runtime

#endif
