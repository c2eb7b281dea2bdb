#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

/// What continuous integration compiles.
constexpr std::array networks{
    "zoo_d4",
    "zoo_unet",
    "zoo_windows",
};

/// What it leaves out: `c_test` compiles most of them too, and each layer has tests of its own.
constexpr std::array more_networks{
    "zoo_basin",          "zoo_c2",        "zoo_c3s3",     "zoo_c4",
    "zoo_c4c2",           "zoo_dense_net", "zoo_field",    "zoo_flow",
    "zoo_functions",      "zoo_gates",     "zoo_heads",    "zoo_mirror",
    "zoo_more_functions", "zoo_names",     "zoo_poses",    "zoo_q8",
    "zoo_robot",          "zoo_s3",        "zoo_sides",    "zoo_torus",
    "zoo_trigonometry",   "zoo_volume",    "zoo_residual",
};

/// A network and its place in the list.
struct ZooCase {
  std::string name;
  std::size_t place;
};

void PrintTo(ZooCase const& network, std::ostream* stream) {
  *stream << network.name;
}

template <std::size_t Count>
std::vector<ZooCase> cases_of(std::array<char const*, Count> const& names) {
  std::vector<ZooCase> cases;
  for (char const* name : names) {
    cases.push_back({name, cases.size()});
  }
  return cases;
}

class GeneratedZoo : public ::testing::TestWithParam<ZooCase> {};

/// Each sixth network by the first compiler, the others by the second, which takes half the time.
std::string compiler_of(ZooCase const& network) {
  return network.place % 6 == 0 ? COMPILER : OTHER_COMPILER;
}

TEST_P(GeneratedZoo, AgreesWithTheReferenceAndItsGradientIsTheDerivative) {
  std::string const name = GetParam().name;
  std::string const compiler = compiler_of(GetParam());
  auto const folder = empty_folder(name);
  // `generate` itself compares values to rounding and equivariance to the last bit, and fails
  // otherwise.
  CommandResult const generated =
      run_command(folder,
                  "CXX=" + compiler + " " EQUIVARIFY " generate " ZOO_FOLDER "/" + name +
                      ".json --output generated");
  ASSERT_EQ(generated.exit_code, 0) << generated.output;
  bool const fast =
      read_file(ZOO_FOLDER "/" + name + ".json").find("\"fast\"") != std::string::npos;
  EXPECT_NE(generated.output.find(fast ? "(arithmetic: fast)" : "every g: 0 differing bits"),
            std::string::npos)
      << generated.output;
  expect_success(
      folder,
      compiler + " -std=c++20 -O0 -march=native -Wall -Wextra -Werror -pthread -DNETWORK=" + name +
          " -DNETWORK_HEADER='\"" + name +
          ".hpp\"' -Igenerated -I" RUNTIME_INCLUDES " -I" PROGRAM_FOLDER "/.. " PROGRAM_FOLDER
          "/gradient_check.cpp -o gradient_check");
  expect_success(folder, "./gradient_check");
}

std::string name_of(::testing::TestParamInfo<ZooCase> const& network) {
  return network.param.name;
}

INSTANTIATE_TEST_SUITE_P(Specs, GeneratedZoo, ::testing::ValuesIn(cases_of(networks)), name_of);
INSTANTIATE_TEST_SUITE_P(MoreSpecs,
                         GeneratedZoo,
                         ::testing::ValuesIn(cases_of(more_networks)),
                         name_of);

TEST(GeneratedZooWithoutOptimisations, AgreesWithTheReferenceToo) {
  auto const folder = empty_folder("zoo_d4_plain");
  CommandResult const generated =
      run_command(folder,
                  EQUIVARIFY " generate " ZOO_FOLDER
                             "/zoo_d4.json --inference-only --output . --without fourier winograd");
  ASSERT_EQ(generated.exit_code, 0) << generated.output;
  std::string const header = read_file(folder / "zoo_d4.hpp");
  EXPECT_EQ(header.find("rt::WinogradConv<"), std::string::npos);
  EXPECT_EQ(header.find("rt::FourierD4"), std::string::npos);
}

} // namespace
} // namespace equivarify::testing
