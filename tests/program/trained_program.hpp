/// \file
/// What is expected of every program that was trained on the sample of real digits.
#ifndef EQUIVARIFY_TESTS_PROGRAM_TRAINED_PROGRAM_HPP
#define EQUIVARIFY_TESTS_PROGRAM_TRAINED_PROGRAM_HPP

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "program/command.hpp"

namespace equivarify::testing {

/// `check` finds no bit that differs. \p program is the command line up to its command, \p options
/// name weights and pictures.
inline void expect_equivariant(std::filesystem::path const& folder,
                               std::string const& program,
                               std::string const& options) {
  CommandResult const result =
      run_command(folder, program + "check --data " DATA_FOLDER " " + options);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("0 bits differ"), std::string::npos) << result.output;
}

/// More than half of the test pictures get the right label. Guessing gives 0.025.
inline void expect_learnt(std::filesystem::path const& folder,
                          std::string const& program,
                          std::string const& options) {
  expect_success(folder,
                 program + "evaluate --data " DATA_FOLDER " --json evaluation.json " + options);
  std::string const json = read_file(folder / "evaluation.json");
  std::size_t const place = json.find("\"joint\":");
  ASSERT_NE(place, std::string::npos) << json;
  EXPECT_GT(std::stod(json.substr(place + 8)), 0.5) << json;
}

} // namespace equivarify::testing

#endif
