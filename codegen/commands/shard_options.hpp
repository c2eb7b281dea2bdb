/// \file
/// The options of commands that work in shards, and what such a command says when some are left
/// out.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_SHARD_OPTIONS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_SHARD_OPTIONS_HPP

#include "equivarify/codegen/commands/command.hpp"
#include "equivarify/codegen/commands/command_line.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <string>

namespace equivarify::codegen {

/// Adds `--shards`, `--shard`, `--recheck`, `--budget` and `--threads` to \p command for \p
/// request. \p what is cut into shards, such as `the lemmas' cases`.
void add_shard_options(CommandLine& command,
                       runtime::ShardRequest& request,
                       std::string const& what);

/// \p request, which shows on \p console how far it is where that is a terminal.
[[nodiscard]] runtime::ShardRequest watched(runtime::ShardRequest request, Console& console);

/// Says on \p console how many kept shards were done again, if any, and that shards of \p what are
/// left out, if \p progress is not complete; whether it is.
[[nodiscard]] bool is_finished(runtime::ShardProgress const& progress,
                               runtime::ShardRequest const& request,
                               std::string const& what,
                               Console& console);

} // namespace equivarify::codegen

#endif
