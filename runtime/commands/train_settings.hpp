/// \file
/// The settings of a training, from what `train` is asked to do.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_SETTINGS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_SETTINGS_HPP

#include "equivarify/runtime/commands/train_data.hpp"
#include "equivarify/runtime/training/training_state.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

/// The settings of a training of \p network on \p data that begins with the file of weights
/// \p first_weights, where \p options name one.
[[nodiscard]] TrainingSettings settings_of(TrainOptions const& options,
                                           TrainData const& data,
                                           std::vector<std::byte> const& first_weights,
                                           Description const& network);

} // namespace equivarify::runtime

#endif
