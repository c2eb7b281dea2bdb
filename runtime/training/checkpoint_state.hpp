/// \file
/// Where a training stands, as text in its checkpoint.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_STATE_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_CHECKPOINT_STATE_HPP

#include "equivarify/runtime/training/training_state.hpp"

#include <string>

namespace equivarify::runtime {

/// \p state as JSON, from which the same bits are read.
[[nodiscard]] std::string state_text(TrainingState const& state);

/// Reads \p json into \p state, which must be one that a training with \p settings can come to.
///
/// \return what is wrong with it, such as `cannot be read`; nothing where all is well.
[[nodiscard]] std::string
read_state_text(std::string const& json, TrainingSettings const& settings, TrainingState& state);

} // namespace equivarify::runtime

#endif
