/// \file
/// `equivarify action` in process.
#ifndef EQUIVARIFY_TESTS_CODEGEN_ACTION_PROGRAM_HPP
#define EQUIVARIFY_TESTS_CODEGEN_ACTION_PROGRAM_HPP

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::support {

/// An empty working folder, while it lives.
class WorkingFolder {
public:
  WorkingFolder() { std::filesystem::current_path(folder_.path()); }

  WorkingFolder(WorkingFolder const&) = delete;
  WorkingFolder(WorkingFolder&&) = delete;
  WorkingFolder& operator=(WorkingFolder const&) = delete;
  WorkingFolder& operator=(WorkingFolder&&) = delete;

  ~WorkingFolder() { std::filesystem::current_path(before_); }

private:
  ::TemporaryFolder folder_;
  std::filesystem::path before_ = std::filesystem::current_path();
};

/// `equivarify action` on a file `action.json`.
[[nodiscard]] inline Outcome act(std::string const& text, bool as_json = false) {
  WorkingFolder const folder;
  std::string const path = "action.json";
  std::ofstream{path, std::ios::binary} << text;
  std::vector<std::string> arguments{"action", path};
  if (as_json) {
    arguments.emplace_back("--json");
  }
  return run_equivarify(arguments);
}

} // namespace equivarify::support

#endif
