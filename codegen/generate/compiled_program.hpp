/// \file
/// Programs that are compiled, run and forgotten.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_COMPILED_PROGRAM_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_COMPILED_PROGRAM_HPP

#include <filesystem>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A new folder that goes away with this object.
class TemporaryFolder {
public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// Compiles `NAME.cpp` in \p folder into `NAME` for this machine; returns the seconds it took.
///
/// The compiler is that of the environment variable CXX, or `c++`.
/// \throws GenerateError when there is none or it fails, with what it printed and \p advice.
double compile_program(std::filesystem::path const& folder,
                       std::string const& name,
                       std::string const& advice);

/// Runs \p command in \p folder and returns what it printed.
///
/// \throws GenerateError when it fails, with what it printed and \p advice.
std::string run_program(std::filesystem::path const& folder,
                        std::string const& command,
                        std::string const& advice);

/// The bytes of \p file.
[[nodiscard]] std::string read_bytes(std::filesystem::path const& file);

} // namespace equivarify::codegen

#endif
