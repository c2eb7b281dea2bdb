/// \file
/// Programs into which faults of the system are put, call by call, by the library of
/// runtime/fault_at.cpp.
#ifndef EQUIVARIFY_TESTS_SUPPORT_FAULTED_PROGRAM_HPP
#define EQUIVARIFY_TESTS_SUPPORT_FAULTED_PROGRAM_HPP

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace equivarify::testing {

/// A program and its arguments, run with what the environment of fault_at.cpp says.
struct FaultedProgram {
  std::vector<std::string> words;
  std::filesystem::path output; ///< where its standard output goes
  std::filesystem::path errors; ///< where its standard error goes

  /// The exit code, or minus the signal.
  [[nodiscard]] int
  run(std::vector<std::pair<std::string, std::string>> const& environment = {}) const {
    pid_t const id = ::fork();
    if (id == 0) {
      ::setenv("LD_PRELOAD", FAULT_LIBRARY, 1);
      ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
      for (auto const& [name, value] : environment) {
        ::setenv(name.c_str(), value.c_str(), 1);
      }
      redirect(output, STDOUT_FILENO);
      redirect(errors, STDERR_FILENO);
      std::vector<char*> arguments;
      for (std::string const& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str())); // NOLINT: as exec has it
      }
      arguments.push_back(nullptr);
      ::execv(arguments.front(), arguments.data());
      ::_exit(127);
    }
    int status = 0;
    ::waitpid(id, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

private:
  static void redirect(std::filesystem::path const& file, int stream) {
    ::dup2(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), stream);
  }
};

inline std::string contents(std::filesystem::path const& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The files in \p folder and in its folders, by their paths from there.
inline std::vector<std::string> files_in(std::filesystem::path const& folder) {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (!entry.is_directory()) {
      names.push_back(entry.path().lexically_relative(folder).string());
    }
  }
  return names;
}

/// Whether FAULTS=all in the environment asks for the long form of a test.
inline bool tries_all_faults() {
  char const* const which = std::getenv("FAULTS"); // NOLINT(concurrency-mt-unsafe)
  return which != nullptr && std::string(which) == "all";
}

} // namespace equivarify::testing

#endif
