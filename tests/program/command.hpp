/// \file
/// Runs commands as a user would and keeps what they print.
#ifndef EQUIVARIFY_TESTS_PROGRAM_COMMAND_HPP
#define EQUIVARIFY_TESTS_PROGRAM_COMMAND_HPP

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/wait.h>

namespace equivarify::testing {

/// Stands before mpirun. Open MPI then starts as root too, and more ranks than there are cores,
/// none of which waits busily.
inline constexpr char const* mpi_settings =
    "export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
    "OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none "
    "OMPI_MCA_mpi_yield_when_idle=1; ";

inline std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// How often \p word stands in \p text.
inline std::size_t occurrences(std::string const& text, std::string const& word) {
  std::size_t found = 0;
  for (std::size_t place = text.find(word); place != std::string::npos;
       place = text.find(word, place + 1)) {
    found += 1;
  }
  return found;
}

/// What a command printed on both channels, and its exit code.
struct CommandResult {
  int exit_code = 0;
  std::string output;
};

/// Runs \p command by the shell in \p folder.
inline CommandResult run_command(std::filesystem::path const& folder, std::string const& command) {
  std::string const line =
      "cd '" + folder.string() + "' && { " + command + " ; } > output.txt 2>&1";
  int const status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder / "output.txt")};
}

/// Runs \p command and expects it to succeed.
inline void expect_success(std::filesystem::path const& folder, std::string const& command) {
  CommandResult const result = run_command(folder, command);
  ASSERT_EQ(result.exit_code, 0) << command << "\n" << result.output;
}

/// A folder below the build folder that is empty at first and is kept for a look when a test fails.
inline std::filesystem::path empty_folder(std::string const& name) {
  std::filesystem::path folder = std::filesystem::path(WORK_FOLDER) / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

} // namespace equivarify::testing

#endif
