/// \file
/// The losses of single outputs, which training tells next to their weighted sum.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_TOLD_LOSSES_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_TOLD_LOSSES_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/records/training_record.hpp"
#include "equivarify/runtime/training/training_state.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// The outputs of \p network whose losses are told: all, where there are several.
[[nodiscard]] std::size_t told_outputs(Description const& network);

/// The losses of the outputs of \p network in the epoch of \p state, all of whose images are done.
/// Nothing where none are told, or where the epoch began in a checkpoint of an earlier version,
/// which did not keep them.
[[nodiscard]] std::optional<std::vector<OutputLossRecord>> told_losses(Description const& network,
                                                                       TrainingState const& state);

/// Adds the losses \p of_outputs in validation to what \p epoch tells of these.
void add_judgement(std::vector<double> const& of_outputs, EpochRecord& epoch);

} // namespace equivarify::runtime

#endif
