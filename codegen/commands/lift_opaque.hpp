/// \file
/// equivarify lift --opaque
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_OPAQUE_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_OPAQUE_HPP

#include "equivarify/codegen/commands/command.hpp"

#include <string>

namespace equivarify::codegen {

/// What is lifted, under what.
struct OpaqueOptions {
  std::string model;
  std::string group;
  std::vector<std::string> input_actions; ///< as input_motions() takes them
  std::vector<std::string> input_sources; ///< as input_sources() takes them
  std::vector<std::string> input_shapes;  ///< as fill_input_shapes() takes them
  std::string folder;
  std::string name;
  bool channels_last = false; ///< pictures are [rows, columns, channels]
};

/// Writes FOLDER/NAME.onnx, in which the graph stands once for each element, whatever it does.
ExitCode lift_opaquely(OpaqueOptions const& options, Console& console);

} // namespace equivarify::codegen

#endif
