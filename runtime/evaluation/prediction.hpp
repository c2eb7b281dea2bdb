/// \file
/// What a network says of one picture.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_PREDICTION_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_PREDICTION_HPP

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/evaluation/not_finite.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The answer for one picture, turned by one element.
struct TurnPrediction {
  std::size_t element = 0;
  std::vector<std::uint8_t> pixels; ///< that show it
  std::vector<float> probabilities; ///< of (h, class), at h * classes + class
  Answer answer;
  std::vector<float> input{}; ///< its numbers, where pixels cannot show it
};

/// The answers for one picture in some of its turns, the picture itself first.
struct Prediction {
  std::vector<TurnPrediction> turns;
  std::size_t shift_differing_bits =
      0;                  ///< of the probabilities of g x against those of x, shifted by g
  NotFinite not_finite{}; ///< of these turns
};

/// The answer of \p network for \p image, the numbers that it takes, and for all its turns if \p
/// all_turns.
[[nodiscard]] Prediction predict(Network& network, std::span<float const> image, bool all_turns);

} // namespace equivarify::runtime

#endif
