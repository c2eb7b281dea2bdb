#include "equivarify/codegen/process/temporary_folder.hpp"

#include "equivarify/codegen/process/child_process.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <string>
#include <system_error>

#include <stdlib.h> // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// As std::filesystem::temp_directory_path, but for the message.
fs::path place() {
  std::error_code error;
  fs::path place = fs::temp_directory_path(error);
  if (error) {
    throw ProcessError("the folder for temporary files that the environment variable TMPDIR names "
                       "does not exist");
  }
  return place;
}

} // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (place() / "equivarify-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw ProcessError(fmt::format(
        "{}: no temporary folder can be made: {}", name, std::generic_category().message(errno)));
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

} // namespace equivarify::codegen
