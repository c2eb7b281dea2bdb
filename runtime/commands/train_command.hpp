/// \file
/// NAME train
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace equivarify::runtime {

/// What `train` is asked to do.
struct TrainOptions {
  std::filesystem::path data = "build/mnist";
  std::filesystem::path output; ///< a folder
  std::filesystem::path from;   ///< weights to start from; empty: random ones
  TrainingDefaults plan;
  std::uint64_t seed = 1;
  std::size_t threads = hardware_threads();
  std::size_t limit = 0; ///< 0: all images
  bool fresh = false;
  double checkpoint_seconds = 30;   ///< the least time between two checkpoints
  std::size_t checkpoint_steps = 0; ///< a checkpoint after each so many steps; 0: by time alone
};

/// Trains the network, or goes on where a checkpoint in the output folder stands, and writes
/// checkpoint.safetensors, weights.safetensors and training.json there. A finished training goes on
/// when it has more epochs now; otherwise nothing is left to do.
///
/// \throws DataError on bad data, or when the folder holds a training of another spec or with other
/// settings.
Outcome run_train(Program const& program, TrainOptions const& options);

} // namespace equivarify::runtime

#endif
