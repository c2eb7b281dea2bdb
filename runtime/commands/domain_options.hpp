/// \file
/// The options of `check` that are about whole domains.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_OPTIONS_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_OPTIONS_HPP

#include "equivarify/runtime/commands/domain_command.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <CLI/App.hpp>

namespace equivarify::runtime {

/// Adds `--domain` and what goes with it to \p command, for \p options; weights, JSON and threads
/// are options that `check` has anyway. A domain that is none of \p network is refused, which must
/// outlive \p command.
void add_domain_options(CLI::App& command, Description const& network, DomainOptions& options);

} // namespace equivarify::runtime

#endif
