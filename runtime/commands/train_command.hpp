/// \file
/// NAME train
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// What `train` is asked to do.
struct TrainOptions {
  std::filesystem::path data = "build/mnist";
  std::filesystem::path output; ///< a folder
  std::filesystem::path from;   ///< weights to start from; empty: random ones
  TrainingDefaults plan;
  std::uint64_t seed = 1;
  std::size_t threads = hardware_threads();
  std::size_t limit = 0;    ///< 0: all images
  std::string validation{}; ///< a share of the images, or a folder with others; empty: none
  std::size_t patience = 0; ///< epochs without a better validation before it ends; 0: no end
  std::size_t lanes = 1;    ///< parts of a batch whose gradients are added along a tree
  bool fresh = false;
  double checkpoint_seconds = 30;   ///< the least time between two checkpoints
  std::size_t checkpoint_steps = 0; ///< a checkpoint after each so many steps; 0: by time alone
};

/// Trains the network, or goes on where a checkpoint in the output folder stands, and writes
/// checkpoint.safetensors, weights.safetensors and training.json there. With validation the weights
/// are the ones that did best there, otherwise the last ones. A finished training goes on
/// when it has more epochs now; otherwise nothing is left to do. The ranks of the program's team
/// share the work; the first of them alone writes, and reads what was written.
///
/// \throws DataError on bad data, or when the folder holds a training of another spec or with other
/// settings.
Outcome run_train(Program const& program, TrainOptions const& options);

} // namespace equivarify::runtime

#endif
