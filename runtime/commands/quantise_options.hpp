/// \file
/// The options of `quantise`.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_QUANTISE_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_QUANTISE_OPTIONS_HPP

#include "equivarify/runtime/commands/quantise_command.hpp"

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// Adds them to \p command, for \p options, whose present values are the defaults.
void add_quantise_options(CLI::App& command, QuantiseCommandOptions& options);

} // namespace equivarify::runtime

#endif
