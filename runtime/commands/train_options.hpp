/// \file
/// The options of `train`.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_TRAIN_OPTIONS_HPP

#include "equivarify/runtime/commands/train_command.hpp"

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// Adds them to \p command, for \p options, whose present values are the defaults.
void add_train_options(CLI::App& command, TrainOptions& options);

} // namespace equivarify::runtime

#endif
