#include "equivarify/runtime/training/ranks_agree.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/training/checkpoint_settings.hpp"

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

namespace equivarify::runtime {

namespace {

/// What must be equal, a line each.
std::string facts(Description const& network, TrainingSettings const& settings) {
  std::string lines = text("spec: ", network.spec_sha256, "\n");
  for (auto const& [name, value] : settings_text(settings)) {
    lines += text(name, ": ", value, "\n");
  }
  return lines;
}

/// The lines of \p there that differ from those of \p here.
std::string differences(std::string const& here, std::string const& there) {
  std::istringstream first(here);
  std::istringstream other(there);
  std::string found;
  for (std::string line, line_there;
       std::getline(first, line) && std::getline(other, line_there);) {
    if (line != line_there) {
      found += text("\n  ", line_there, " there, ", line.substr(line.find(": ") + 2), " on rank 0");
    }
  }
  return found;
}

} // namespace

void require_agreement(Team& team, Description const& network, TrainingSettings const& settings) {
  team.any(false); // a rank that failed until here says so
  std::vector<std::string> const all = team.all_texts(facts(network, settings));
  for (std::size_t rank = 1; rank < all.size(); ++rank) {
    if (all[rank] != all.front()) {
      throw DataError(text("rank ",
                           rank,
                           " does not train the same network on the same data:",
                           differences(all.front(), all[rank])));
    }
  }
}

} // namespace equivarify::runtime
