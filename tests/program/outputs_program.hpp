/// \file
/// What tests share of programs that learn outputs from data of floats.
#ifndef EQUIVARIFY_TESTS_PROGRAM_OUTPUTS_PROGRAM_HPP
#define EQUIVARIFY_TESTS_PROGRAM_OUTPUTS_PROGRAM_HPP

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "program/build_project.hpp"
#include "program/command.hpp"
#include "support/npy_file.hpp"

namespace equivarify::testing {

/// The program that `generate` makes of \p spec, in build. \p options: of `generate`.
inline void build_program(std::filesystem::path const& folder,
                          std::string const& spec,
                          std::string const& options = "") {
  expect_success(folder, EQUIVARIFY " generate " + spec + " --output generated " + options);
  build_project(
      folder, "generated", "build", "-DCMAKE_CXX_FLAGS='" COMPILER_FLAGS " -Wall -Wextra -Werror'");
}

/// The number after \p key in \p json, from \p start on.
inline double number_after(std::string const& json, std::string const& key, std::size_t start = 0) {
  std::size_t const place = json.find(key, start);
  EXPECT_NE(place, std::string::npos) << key << " in " << json;
  return place == std::string::npos ? 0 : std::stod(json.substr(place + key.size()));
}

} // namespace equivarify::testing

#endif
