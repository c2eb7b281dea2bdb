/// \file
/// NAME predict
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_PREDICT_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_PREDICT_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// What `predict` is asked to do.
struct PredictOptions {
  std::filesystem::path picture; ///< PNG, or a file of inputs
  std::filesystem::path weights;
  std::size_t index = 0; ///< of the picture in a file of inputs
  bool all_turns = false;
  bool invert = false; ///< each byte b becomes 255 - b
  bool resize = false; ///< for PNG pictures of another size
  std::string json;    ///< file name, `-` or empty
};

/// Prints the best answers and all probabilities of one picture, or of all its turns.
Outcome run_predict(Program const& program, PredictOptions const& options);

} // namespace equivarify::runtime

#endif
