/// \file
/// The optimiser Adam.
#ifndef EQUIVARIFY_RUNTIME_OPTIMIZER_OPTIMIZER_HPP
#define EQUIVARIFY_RUNTIME_OPTIMIZER_OPTIMIZER_HPP

#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/elementary/rates.hpp"
#include "equivarify/runtime/network/model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The coefficients of one step of Adam [Kingma and Ba, "Adam: a method for stochastic
/// optimization", 2015, algorithm 1], in the arrangement that PyTorch uses.
struct AdamStep {
  float beta1 = 0.9F;
  float beta2 = 0.999F;
  float epsilon = 1e-8F;
  float rate = 0;                ///< the learning rate over 1 - beta1^t
  float second_moment_scale = 0; ///< 1 / sqrt(1 - beta2^t)
};

/// The coefficients of step \p step, counted from 0, at \p learning_rate.
[[nodiscard]] inline AdamStep
adam_step(TrainingDefaults const& training, double learning_rate, std::size_t step) {
  return {.beta1 = static_cast<float>(training.beta1),
          .beta2 = static_cast<float>(training.beta2),
          .epsilon = static_cast<float>(training.epsilon),
          .rate = static_cast<float>(learning_rate /
                                     elementary::rest_of_power(training.beta1, step + 1)),
          .second_moment_scale = static_cast<float>(
              1 / std::sqrt(elementary::rest_of_power(training.beta2, step + 1)))};
}

/// A parameter's values with what Adam keeps about each: three arrays of one size.
struct AdamState {
  std::span<float> values;
  std::span<float> first_moments;
  std::span<float> second_moments;
};

/// Moves each value by one step against its gradient. Each depends on itself alone, so any
/// partition of the arrays gives the same result as long as it is the same in every run.
inline void adam_update(AdamStep const& step, AdamState state, std::span<float const> gradients) {
  float* const w = state.values.data();
  float* const m = state.first_moments.data();
  float* const v = state.second_moments.data();
  float const* const gradient = gradients.data();
  std::size_t const size = gradients.size();
  float const rest1 = 1 - step.beta1;
  float const rest2 = 1 - step.beta2;
  for (std::size_t i = 0; i < size; ++i) {
    float const g = gradient[i];
    m[i] = step.beta1 * m[i] + rest1 * g;
    v[i] = step.beta2 * v[i] + rest2 * (g * g);
    w[i] -= step.rate * m[i] / (std::sqrt(v[i]) * step.second_moment_scale + step.epsilon);
  }
}

/// The number of values that one thread updates at a time: fixed, so that the partition of an
/// array, and with it each bit, does not depend on the number of threads.
inline constexpr std::size_t adam_chunk = 8192;

/// Updates one parameter with all threads of \p pool; see the other overload.
inline void adam_update(AdamStep const& step,
                        AdamState state,
                        std::span<float const> gradients,
                        ThreadPool& pool) {
  std::size_t const size = gradients.size();
  pool.run((size + adam_chunk - 1) / adam_chunk, [&](std::size_t chunk, std::size_t) {
    std::size_t const begin = chunk * adam_chunk;
    std::size_t const count = std::min(adam_chunk, size - begin);
    adam_update(step,
                {.values = state.values.subspan(begin, count),
                 .first_moments = state.first_moments.subspan(begin, count),
                 .second_moments = state.second_moments.subspan(begin, count)},
                gradients.subspan(begin, count));
  });
}

/// What Adam keeps about the parameters: an array for each, in memory order; an empty one for what
/// is not trained.
struct Moments {
  std::vector<std::vector<float>> first;
  std::vector<std::vector<float>> second;

  /// Those before the first step.
  [[nodiscard]] static Moments zero(std::vector<ParameterView> const& parameters) {
    std::vector<std::vector<float>> zeros;
    zeros.reserve(parameters.size());
    for (ParameterView const& parameter : parameters) {
      zeros.emplace_back(parameter.is_trained ? parameter.values.size() : 0);
    }
    return {zeros, zeros};
  }
};

/// Updates all \p parameters that are trained, whose \p gradients are in the same order, with all
/// threads of \p pool.
inline void adam_update(AdamStep const& step,
                        std::vector<ParameterView> const& parameters,
                        Moments& moments,
                        std::vector<ParameterView> const& gradients,
                        ThreadPool& pool) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].is_trained) {
      adam_update(step,
                  {.values = parameters[i].values,
                   .first_moments = moments.first[i],
                   .second_moments = moments.second[i]},
                  gradients[i].values,
                  pool);
    }
  }
}

} // namespace equivarify::runtime

#endif
