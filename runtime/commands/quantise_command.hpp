/// \file
/// NAME quantise
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_QUANTISE_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_QUANTISE_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"
#include "equivarify/runtime/commands/rounded_training.hpp"
#include "equivarify/runtime/integer/quantise.hpp"

#include <cstddef>
#include <filesystem>

namespace equivarify::runtime {

/// What `quantise` is asked to do.
struct QuantiseCommandOptions {
  std::filesystem::path data = "build/mnist";
  std::filesystem::path weights;
  std::filesystem::path output;
  std::size_t limit = 512; ///< images of the sample; 0: all
  std::size_t threads = hardware_threads();
  QuantiseOptions quantise;
  RoundedTrainingOptions training{}; ///< after all that
  bool caps = true; ///< activations may be cut off lower, where that lets convolutions be faster
};

/// Writes integer weights, trained further if so asked, and prints layer by layer what its sums can
/// be at most.
Outcome run_quantise(Program const& program, QuantiseCommandOptions const& options);

} // namespace equivarify::runtime

#endif
