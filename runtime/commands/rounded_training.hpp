/// \file
/// NAME quantise --epochs: training goes on while weights and activations are rounded.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_ROUNDED_TRAINING_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_ROUNDED_TRAINING_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/commands/command.hpp"
#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace equivarify::runtime {

/// How weights are trained further.
struct RoundedTrainingOptions {
  std::size_t epochs = 0; ///< 0: they are not
  std::optional<std::size_t> batch{};
  std::optional<double> learning_rate{}; ///< of the first step; a tenth of the spec's without it
  std::uint64_t seed = 1;                ///< of the order of the images
  std::size_t limit = 0;                 ///< training images; 0: all
};

/// What is trained, and on what.
struct RoundedTraining {
  IntegerWeights const& start; ///< made of `floats`
  Network& floats;
  Dataset const& data;   ///< all training images
  Dataset const& sample; ///< some, by which the network is judged before and after
};

/// The integers after training: nothing where their loss on the sample is no smaller than before,
/// or where one of their sums could overflow. Prints the loss of each epoch, and what it came to.
/// The same for any number of threads of \p pool.
///
/// \throws DataError as Trainer does
[[nodiscard]] std::optional<IntegerWeights> train_rounded(Program const& program,
                                                          RoundedTrainingOptions const& options,
                                                          RoundedTraining const& training,
                                                          ThreadPool& pool);

} // namespace equivarify::runtime

#endif
