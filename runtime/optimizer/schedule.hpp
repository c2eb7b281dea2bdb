/// \file
/// The learning rate at each step of a training.
#ifndef EQUIVARIFY_RUNTIME_OPTIMIZER_SCHEDULE_HPP
#define EQUIVARIFY_RUNTIME_OPTIMIZER_SCHEDULE_HPP

#include "equivarify/runtime/elementary/rates.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <cstddef>

namespace equivarify::runtime {

/// The learning rate at step \p step of \p steps, counted from 0: the first at the first step, the
/// last at the last one.
[[nodiscard]] inline double
learning_rate(TrainingDefaults const& training, std::size_t step, std::size_t steps) {
  double const first = training.learning_rate;
  double const last = training.final_learning_rate;
  double const way = steps < 2 ? 0.0 : static_cast<double>(step) / static_cast<double>(steps - 1);
  switch (training.schedule) {
  case Schedule::linear:
    return first + (last - first) * way;
  case Schedule::cosine:
    return last + (first - last) * 0.5 * (1.0 + elementary::cos_of_pi(way));
  case Schedule::constant:
    break;
  }
  return first;
}

} // namespace equivarify::runtime

#endif
