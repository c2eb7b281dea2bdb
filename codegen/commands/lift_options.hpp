/// \file
/// The options of equivarify lift.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_OPTIONS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_OPTIONS_HPP

#include "equivarify/codegen/commands/command_line.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What the command line says.
struct LiftOptions {
  std::vector<std::string> models;
  std::string spec; ///< whose network is the model; empty for a model on the command line
  std::string group;
  std::vector<std::string> input_actions;
  std::vector<std::string> input_sources;
  std::vector<std::string> input_shapes;
  std::string output = "joint";
  std::string family; ///< motions of the models; empty for one
  std::string construction = "g_product";
  std::vector<std::string> subgroup;    ///< of what is equivariant already
  std::optional<double> budget_seconds; ///< of the proof of that; 0 for no limit
  bool progress = false;                ///< of it is said wherever standard error goes
  std::string folder;
  std::string name;
  std::vector<std::string> targets;
  std::string model_output;
  std::vector<std::string> classes;
  bool keep_softmax = false;
  bool no_compare = false;
  bool opaque = false;
  bool channels_last = false;
};

/// Adds `--input-shape`, whose values fill_input_shapes() takes, to \p command; \p shapes outlives
/// it.
void add_input_shape(CommandLine& command, std::vector<std::string>& shapes);

/// Adds the options to \p command, with examples; \p options outlives it.
void add_lift_options(CommandLine& command, LiftOptions& options);

} // namespace equivarify::codegen

#endif
