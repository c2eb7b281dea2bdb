/// \file
/// `equivarify explore` in process.
#ifndef EQUIVARIFY_TESTS_EXPLORE_EXPLORE_PROGRAM_HPP
#define EQUIVARIFY_TESTS_EXPLORE_EXPLORE_PROGRAM_HPP

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::support {

/// Runs `equivarify explore` with \p arguments.
[[nodiscard]] inline Outcome explore(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "explore");
  return run_equivarify(arguments);
}

/// What the program wrote with `--json`.
[[nodiscard]] inline nlohmann::json to_json(Outcome const& outcome) {
  return nlohmann::json::parse(outcome.out);
}

/// The file of the example \p name.
[[nodiscard]] inline std::string example(std::string const& name) {
  return fmt::format("{}/{}.json", EXAMPLES_FOLDER, name);
}

/// A file that lasts as long as this.
class TemporaryFile {
public:
  explicit TemporaryFile(std::string const& text = {}) { std::ofstream{path()} << text; }

  [[nodiscard]] std::string path() const { return folder_ / "file.json"; }

private:
  ::TemporaryFolder folder_;
};

/// Runs `equivarify explore decide` on \p candidate.
[[nodiscard]] inline Outcome decide(nlohmann::json const& candidate,
                                    std::vector<std::string> more = {"--json"}) {
  TemporaryFile const file{candidate.dump()};
  more.insert(more.begin(), {"decide", file.path()});
  return explore(more);
}

} // namespace equivarify::support

#endif
