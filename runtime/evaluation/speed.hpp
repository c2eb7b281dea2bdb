/// \file
/// How fast a network is.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_SPEED_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_SPEED_HPP

#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// One measurement: the median of its repetitions.
struct Speed {
  std::size_t batch = 1;
  double milliseconds = 0; ///< for one batch
  double images_per_second = 0;
};

/// All measurements of one network.
struct SpeedReport {
  std::vector<Speed> forward;     ///< evaluation, for batch 1 and the batch asked for
  std::optional<Speed> training;  ///< a whole step: gradient and update; not of integers
  std::size_t forward_bytes = 0;  ///< the most memory that the process had by the end of evaluation
  std::size_t training_bytes = 0; ///< and by the end of training; 0 where the system cannot tell
};

/// How long to measure.
struct SpeedOptions {
  std::size_t batch = 64;
  std::size_t repetitions = 9;
  double seconds = 0.2; ///< each repetition takes at least this long
};

/// The speed of \p network, whose weights are changed, on random images.
[[nodiscard]] SpeedReport
measure_speed(Network& network, ThreadPool& pool, SpeedOptions const& options);

} // namespace equivarify::runtime

#endif
