/// \file
/// Whether all ranks of a training do the same one.
#ifndef EQUIVARIFY_RUNTIME_TRAINING_RANKS_AGREE_HPP
#define EQUIVARIFY_RUNTIME_TRAINING_RANKS_AGREE_HPP

#include "equivarify/runtime/network/network.hpp"
#include "equivarify/runtime/ranks/team.hpp"
#include "equivarify/runtime/training/training_state.hpp"

namespace equivarify::runtime {

/// Checks that all ranks of \p team train the network \p network with the same \p settings, and so
/// on the same data.
///
/// \throws DataError naming the first rank that does otherwise, and what differs; on all ranks.
void require_agreement(Team& team, Description const& network, TrainingSettings const& settings);

} // namespace equivarify::runtime

#endif
