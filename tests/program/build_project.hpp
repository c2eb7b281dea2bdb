/// \file
/// Builds a generated project as a user would, with cmake.
#ifndef EQUIVARIFY_TESTS_PROGRAM_BUILD_PROJECT_HPP
#define EQUIVARIFY_TESTS_PROGRAM_BUILD_PROJECT_HPP

#include <filesystem>
#include <string>

#include "program/command.hpp"

namespace equivarify::testing {

/// Configures the generated project \p source in \p build, with \p options as well, and builds it.
/// Speed matters to none of the tests, and with few optimisations it compiles in half the time.
inline void build_project(std::filesystem::path const& folder,
                          std::string const& source,
                          std::string const& build,
                          std::string const& options = "") {
  expect_success(folder,
                 std::string("cmake -S ")
                     .append(source)
                     .append(" -B ")
                     .append(build)
                     .append(" -DCMAKE_PREFIX_PATH=" RUNTIME_STAGE " -DCMAKE_CXX_COMPILER=" COMPILER
                             " -DCMAKE_CXX_FLAGS_RELEASE='-O1 -DNDEBUG' ")
                     .append(options)
                     .append(" && cmake --build ")
                     .append(build)
                     .append(" -j2"));
}

} // namespace equivarify::testing

#endif
