#include "equivarify/codegen/commands/orbit_search.hpp"

#include "equivarify/codegen/commands/shard_options.hpp"
#include "equivarify/codegen/explore/orbit_shards.hpp"
#include "equivarify/runtime/files/digest.hpp"

#include <fmt/format.h>

#include <limits>
#include <string_view>

namespace equivarify::codegen {

void add_orbit_search(CommandLine& command, OrbitSearch& search) {
  command
      .add_option("--list-up-to",
                  search.most_points,
                  "List the orbits of sets of up to so many points; 0: of those that are quick")
      .between(0, std::numeric_limits<int>::max())
      .shows_default();
  add_shard_options(command, search.request, "the maps to the labels that are gone through");
}

std::string question_facts(std::string const& command, nlohmann::json const& question) {
  return fmt::format("command: explore {}\nquestion: {}\n",
                     command,
                     runtime::sha256(std::string_view(question.dump())));
}

std::optional<std::vector<algebra::SweptOrbits>>
find_orbits(std::vector<algebra::OrbitSweep> const& sweeps,
            std::string const& facts,
            OrbitSearch const& search,
            Console& console) {
  require_short(sweeps, search.most(algebra::max_listed_maps));
  if (!search.request.is_for(*console.team)) {
    return algebra::sweep(sweeps);
  }
  ShardedOrbits found =
      sweep_in_shards(sweeps, facts, watched(search.request, console), *console.team);
  bool const is_all = is_finished(found.progress, search.request, "the search for orbits", console);
  return is_all ? std::optional{std::move(found.swept)} : std::nullopt;
}

} // namespace equivarify::codegen
