/// \file
/// The C99 of `generate --target c` under strict compilers, next to the C++ of the same weights.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

std::string const strict = " -std=c99 -O2 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror ";
std::string const spec = PROGRAM_FOLDER "/header/netone.json ";

/// The first \p count numbers of \p text, one in each line, by whichever notation of C.
std::vector<double> numbers_of(std::string const& text, std::size_t count) {
  std::vector<double> numbers;
  std::istringstream lines(text);
  for (std::string line; numbers.size() < count && std::getline(lines, line);) {
    numbers.push_back(std::stod(line));
  }
  return numbers;
}

TEST(C, AgreesWithTheCppOfTheSameWeights) {
  std::filesystem::path const folder = empty_folder("c_agrees");
  expect_success(folder,
                 EQUIVARIFY " generate " + spec + "--no-compare --inference-only --output plain");
  std::string const compile = COMPILER " -std=c++20 -O2 -pthread " PROGRAM_FOLDER
                                       "/header/cases.cpp -DWITH_TRAINED_WEIGHTS ";
  expect_success(folder,
                 COMPILER
                 " -std=c++20 -O2 -pthread -Iplain " PROGRAM_FOLDER
                 "/header/cases.cpp -o plain_cases && ./plain_cases write > w.safetensors");
  expect_success(
      folder,
      EQUIVARIFY " generate " + spec +
          "--no-compare --inference-only --embed-weights w.safetensors --output built_in");
  expect_success(folder, compile + "-Ibuilt_in -o cases && ./cases trained > cpp.txt");
  expect_success(folder,
                 EQUIVARIFY " generate " + spec + "--target c --weights w.safetensors --output c");
  expect_success(folder,
                 "cc" + strict +
                     "-Ic " PROGRAM_FOLDER
                     "/header/c_logits.c c/netone_network.c -lm -o c_logits && "
                     "./c_logits > c.txt");
  auto const cpp = numbers_of(read_file(folder / "cpp.txt"), 96);
  auto const c = numbers_of(read_file(folder / "c.txt"), 96);
  ASSERT_EQ(cpp.size(), 96U);
  ASSERT_EQ(c.size(), 96U);
  for (std::size_t i = 0; i < c.size(); ++i) {
    EXPECT_NEAR(c[i], cpp[i], 1e-6) << i;
  }
}

/// Every kind of layer and group, with both compilers where there are two.
TEST(C, ChecksItselfUnderStrictCompilers) {
  for (std::string const name : {"zoo_functions", "zoo_d4", "zoo_mirror", "zoo_s3", "zoo_torus"}) {
    std::filesystem::path const folder = empty_folder("c_" + name);
    expect_success(folder,
                   EQUIVARIFY " generate " ZOO_FOLDER "/" + name + ".json --target c --output .");
    for (std::string const compiler : {"gcc", "clang"}) {
      if (run_command(folder, "command -v " + compiler).exit_code != 0) {
        continue;
      }
      expect_success(folder,
                     compiler + strict + name + "_network.c " + name + "_check.c -lm -o check");
      CommandResult const result = run_command(folder, "./check");
      EXPECT_EQ(result.exit_code, 0) << result.output;
      EXPECT_NE(result.output.find(" 0 numbers of f(g x) and g f(x) differ"), std::string::npos)
          << result.output;
    }
  }
}

TEST(C, SeesAWrongProgram) {
  std::filesystem::path const folder = empty_folder("c_wrong");
  expect_success(folder, EQUIVARIFY " generate " + spec + "--target c --output .");
  std::string const compile = " && cc -std=c99 wrong.c netone_check.c -lm -o check && ./check";
  // A sum that forgets its bias is not what the reference computes.
  CommandResult const value = run_command(
      folder,
      "sed 's/float sum = bias.unit./float sum = 0.0f/' netone_network.c > wrong.c" + compile);
  EXPECT_EQ(value.exit_code, 1) << value.output;
  // Copies in the order of the identity break equivariance.
  CommandResult const order = run_command(
      folder, "sed 's/s + product.h . 4 + k./s + k/' netone_network.c > wrong.c" + compile);
  EXPECT_EQ(order.exit_code, 1) << order.output;
  EXPECT_EQ(order.output.find(" 0 numbers of f(g x)"), std::string::npos) << order.output;
}

} // namespace
} // namespace equivarify::testing
