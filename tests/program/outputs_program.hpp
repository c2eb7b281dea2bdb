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

/// The page that `report` makes of the run in \p folder / trained of the network \p spec, whose
/// program is \p program and whose test data, with the input that is predicted in the file \p input
/// of them, lie in data.
inline std::string report_of(std::filesystem::path const& folder,
                             std::string const& spec,
                             std::string const& program,
                             std::string const& input) {
  std::string const weights = " --weights trained/weights.safetensors --json trained/";
  expect_success(folder,
                 program + "evaluate --data data" + weights + "evaluation.json && " + program +
                     "check --data data" + weights + "check.json && " + program + "predict data/" +
                     input + " --all-turns" + weights + "prediction.json && " +
                     EQUIVARIFY " report " + spec + " --directory trained");
  return read_file(folder / "trained/report.html");
}

/// The number after \p key in \p json, from \p start on.
inline double number_after(std::string const& json, std::string const& key, std::size_t start = 0) {
  std::size_t const place = json.find(key, start);
  EXPECT_NE(place, std::string::npos) << key << " in " << json;
  return place == std::string::npos ? 0 : std::stod(json.substr(place + key.size()));
}

} // namespace equivarify::testing

#endif
