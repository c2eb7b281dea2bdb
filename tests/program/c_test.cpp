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
  std::string const compile = COMPILER " -std=c++20 -O0 -pthread " PROGRAM_FOLDER
                                       "/header/cases.cpp -DWITH_TRAINED_WEIGHTS ";
  expect_success(folder,
                 COMPILER
                 " -std=c++20 -O0 -pthread -Iplain " PROGRAM_FOLDER
                 "/header/cases.cpp -o plain_cases && ./plain_cases write > w.safetensors");
  expect_success(folder,
                 EQUIVARIFY " generate " + spec +
                     "--no-compare --inference-only --extern-c --embed-weights w.safetensors "
                     "--output built_in");
  expect_success(folder, compile + "-Ibuilt_in -o cases && ./cases trained > cpp.txt");
  expect_success(folder,
                 EQUIVARIFY " generate " + spec + "--target c --weights w.safetensors --output c");
  expect_success(folder,
                 "cc" + strict +
                     "-Ic " PROGRAM_FOLDER
                     "/header/c_logits.c c/netone_network.c -lm -o c_logits && "
                     "./c_logits > c.txt");
  expect_success(folder,
                 COMPILER
                     " -std=c++20 -O0 -Wall -Wextra -Werror -c built_in/netone_engine.cpp && cc" +
                     strict +
                     "-Ibuilt_in " PROGRAM_FOLDER
                     "/header/c_engine.c netone_engine.o -lstdc++ -lm -pthread -o c_engine && "
                     "./c_engine > engine.txt");
  expect_success(folder, // what the message of the header names: the same program in C++17
                 COMPILER " -x c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -Ibuilt_in "
                          "-fsyntax-only " PROGRAM_FOLDER "/header/c_engine.c");
  auto const engine = numbers_of(read_file(folder / "engine.txt"), 96);
  auto const cpp = numbers_of(read_file(folder / "cpp.txt"), 96);
  auto const c = numbers_of(read_file(folder / "c.txt"), 96);
  ASSERT_EQ(cpp.size(), 96U);
  ASSERT_EQ(c.size(), 96U);
  ASSERT_EQ(engine.size(), 96U);
  for (std::size_t i = 0; i < c.size(); ++i) {
    EXPECT_NEAR(c[i], cpp[i], 1e-6) << i;
    EXPECT_NEAR(engine[i], cpp[i], 1e-6) << i;
  }
}

/// Every kind of layer, group, output and construction, with both compilers where there are two.
TEST(C, ChecksItselfUnderStrictCompilers) {
  for (std::string const name : {ZOO_FOLDER "/zoo_functions",
                                 ZOO_FOLDER "/zoo_more_functions",
                                 ZOO_FOLDER "/zoo_d4",
                                 ZOO_FOLDER "/zoo_s3",
                                 ZOO_FOLDER "/zoo_torus",
                                 ZOO_FOLDER "/zoo_residual",
                                 ZOO_FOLDER "/zoo_gates",
                                 ZOO_FOLDER "/zoo_heads",
                                 ZOO_FOLDER "/zoo_unet",
                                 ZOO_FOLDER "/zoo_robot",
                                 ZOO_FOLDER "/zoo_sides",
                                 CONSTRUCTION_FOLDER "/made_canonical",
                                 CONSTRUCTION_FOLDER "/made_coinduced",
                                 CONSTRUCTION_FOLDER "/made_quotient",
                                 CONSTRUCTION_FOLDER "/made_reynolds"}) {
    std::string const stem = std::filesystem::path{name}.stem();
    std::filesystem::path const folder = empty_folder("c_" + stem);
    expect_success(folder,
                   EQUIVARIFY " generate " + name + ".json --target c --output . --no-compare");
    for (std::string const compiler : {"gcc", "clang"}) {
      if (run_command(folder, "command -v " + compiler).exit_code != 0) {
        continue;
      }
      expect_success(folder,
                     compiler + strict + stem + "_network.c " + stem + "_check.c -lm -o check");
      CommandResult const result = run_command(folder, "./check");
      EXPECT_EQ(result.exit_code, 0) << result.output;
      EXPECT_NE(result.output.find(" 0 numbers of f(g x) and g f(x) differ"), std::string::npos)
          << result.output;
    }
  }
}

TEST(C, RefusesAClaimThatDoesNotHold) {
  std::filesystem::path const folder = empty_folder("c_claim");
  expect_success(folder,
                 "sed 's/\"tied\": true/\"tied\": false/' " CONSTRUCTION_FOLDER
                 "/made_coinduced.json > claim.json");
  CommandResult const result =
      run_command(folder, EQUIVARIFY " generate claim.json --target c --output .");
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_FALSE(std::filesystem::exists(folder / "made_coinduced_network.c"));
}

TEST(C, SeesAWrongProgram) {
  std::filesystem::path const folder = empty_folder("c_wrong");
  expect_success(folder, EQUIVARIFY " generate " + spec + "--target c --output .");
  std::string const compile = " && cc -std=c99 wrong.c netone_check.c -lm -o check && ./check";
  // What is no number is none, whatever follows.
  CommandResult const none =
      run_command(folder,
                  "sed '/expected\\[/{n;s/[^,]*,/0.0f \\/ 0.0f,/}' netone_check.c > none.c && cc "
                  "-std=c99 netone_network.c none.c -lm -o none && ./none");
  EXPECT_EQ(none.exit_code, 1) << none.output;
  EXPECT_NE(none.output.find("nan (rounding"), std::string::npos) << none.output;
  // A sum that forgets its bias is not what the reference computes.
  CommandResult const value = run_command(
      folder, "sed 's/= bias.first + unit./= 0.0f/' netone_network.c > wrong.c" + compile);
  EXPECT_EQ(value.exit_code, 1) << value.output;
  // Copies in the order of the identity break equivariance.
  CommandResult const order = run_command(
      folder, "sed 's/s + product.h . 4 + k./s + k/' netone_network.c > wrong.c" + compile);
  EXPECT_EQ(order.exit_code, 1) << order.output;
  EXPECT_EQ(order.output.find(" 0 numbers of f(g x)"), std::string::npos) << order.output;
  // So does a mean that adds its terms as they come.
  expect_success(folder,
                 EQUIVARIFY " generate " ZOO_FOLDER "/zoo_sides.json --target c --output sides");
  CommandResult const mean =
      run_command(folder,
                  "cd sides && sed 's/terms.j - 1. > term/0/' zoo_sides_network.c > wrong.c && cc "
                  "-std=c99 wrong.c zoo_sides_check.c -lm -o check && ./check");
  EXPECT_EQ(mean.exit_code, 1) << mean.output;
}

} // namespace
} // namespace equivarify::testing
