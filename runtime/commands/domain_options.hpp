/// \file
/// The options of `check` that are about whole domains.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_OPTIONS_HPP

#include "equivarify/runtime/commands/domain_command.hpp"

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// Adds `--domain` and what goes with it to \p command, for \p options; weights, JSON and threads
/// are options that `check` has anyway.
void add_domain_options(CLI::App& command, DomainOptions& options);

} // namespace equivarify::runtime

#endif
