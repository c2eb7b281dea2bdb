/// \file
/// NAME adopt
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_ADOPT_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_ADOPT_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <filesystem>

namespace equivarify::runtime {

/// What `adopt` is asked to do.
struct AdoptOptions {
  std::filesystem::path weights; ///< a safetensors file of any origin
  std::filesystem::path output;  ///< the weight file to write
};

/// Writes the weights of a file that was made elsewhere as a weight file of this program's spec.
///
/// \throws DataError when names or shapes are not those of the network.
Outcome run_adopt(Program const& program, AdoptOptions const& options);

} // namespace equivarify::runtime

#endif
