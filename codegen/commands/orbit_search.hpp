/// \file
/// The search for labelled orbits as commands of `explore` do it.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_ORBIT_SEARCH_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_ORBIT_SEARCH_HPP

#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"
#include "equivarify/codegen/commands/command.hpp"
#include "equivarify/codegen/commands/command_line.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How long a search may be, and who does it.
struct OrbitSearch {
  runtime::ShardRequest request{};
  std::size_t most_points = 0;

  /// The most points of a set whose orbits are listed, where \p quick are listed anyway.
  [[nodiscard]] std::uint64_t most(std::uint64_t quick) const {
    return std::max<std::uint64_t>(quick, most_points);
  }
};

/// Adds `--list-up-to` and the options of work in shards to \p command for \p search.
void add_orbit_search(CommandLine& command, OrbitSearch& search);

/// The line of a shard's facts that tells the work of \p command on \p question from other work.
[[nodiscard]] std::string question_facts(std::string const& command,
                                         nlohmann::json const& question);

/// What \p sweeps find, in shards where \p search or several ranks ask for that; the work is on the
/// question that \p facts tell. Nothing where shards are left out, which is said on \p console. On
/// other ranks than the first nothing is found.
///
/// \throws LimitError if a sweep is longer than \p search allows, and what sweep_in_shards()
/// throws.
[[nodiscard]] std::optional<std::vector<algebra::SweptOrbits>>
find_orbits(std::vector<algebra::OrbitSweep> const& sweeps,
            std::string const& facts,
            OrbitSearch const& search,
            Console& console);

} // namespace equivarify::codegen

#endif
