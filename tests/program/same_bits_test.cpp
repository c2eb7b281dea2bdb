/// \file
/// One network, compiled in several ways, has the same bits: answers and trained weights.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

/// A way to compile and run.
struct Way {
  std::string compiler;
  std::string flags;
  std::string emulator{};
};

/// Machines that fuse products with sums, by instructions or by the library. Without
/// EQUIVARIFY_FUSE a machine that cannot has bits of its own.
std::vector<Way> const ways_that_fuse{
    {"g++", "-O2 -march=native"},
    {"g++", "-O1 -march=x86-64-v3"},
    {"g++", "-O1 -DEQUIVARIFY_FUSE"},
    {"clang++", "-O3 -march=native"},
    {"aarch64-linux-gnu-g++", "-O1 -static", "qemu-aarch64-static"},
};

std::vector<Way> const ways_that_do_not{{"g++", "-O2"}, {"clang++", "-O1"}};

class SameBits : public ::testing::TestWithParam<char const*> {
protected:
  /// Compiles the network in all \p ways, in a folder of this \p name, for tests may run at the
  /// same time.
  void expect_equal(std::string const& name, std::vector<Way> const& ways) {
    folder_ = empty_folder("same_bits_" + name + "_" + GetParam());
    expect_success(folder_,
                   std::string(EQUIVARIFY " generate " ZOO_FOLDER "/").append(GetParam()) +
                       ".json --output . --no-compare");
    std::string const first = digests(ways.front());
    ASSERT_NE(first.find("trained weights"), std::string::npos) << first;
    for (auto way = ways.begin() + 1; way != ways.end(); ++way) {
      std::string const others = digests(*way);
      if (!others.empty()) {
        EXPECT_EQ(others, first) << way->compiler << " " << way->flags;
      }
    }
  }

private:
  [[nodiscard]] bool is_installed(std::string const& program) const {
    return program.empty() || run_command(folder_, "command -v " + program).exit_code == 0;
  }

  /// The digests of \p way; empty if its compiler or emulator is not installed.
  [[nodiscard]] std::string digests(Way const& way) const {
    if (!is_installed(way.compiler) || !is_installed(way.emulator)) {
      return "";
    }
    std::string const network = GetParam();
    expect_success(folder_,
                   way.compiler + " -std=c++20 -ffp-contract=off -pthread " + way.flags +
                       " -DNETWORK=" + network + " -DNETWORK_HEADER='\"" + network +
                       ".hpp\"' -I. -I" RUNTIME_INCLUDES " -I" PROGRAM_FOLDER "/.. " PROGRAM_FOLDER
                       "/same_bits.cpp -o same_bits");
    return run_command(folder_, way.emulator + " ./same_bits").output;
  }

  std::filesystem::path folder_;
};

TEST_P(SameBits, OfEveryCompilerAndProcessorThatFuses) {
  expect_equal("fused", ways_that_fuse);
}

TEST_P(SameBits, OfEveryCompilerWithoutInstructionsThatFuse) {
  expect_equal("plain", ways_that_do_not);
}

INSTANTIATE_TEST_SUITE_P(
    Specs,
    SameBits,
    ::testing::Values("zoo_field", "zoo_functions", "zoo_more_functions", "zoo_robot", "zoo_wide"),
    [](auto const& spec) { return std::string(spec.param); });

} // namespace
} // namespace equivarify::testing
