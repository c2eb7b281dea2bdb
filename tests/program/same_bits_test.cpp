/// \file
/// One network, compiled in several ways, has the same bits: answers and trained weights. Compiling
/// takes long, so that only one network is compiled in nearly all ways, and each way is one of at
/// least two networks; with SAME_BITS=all every network by both compilers for every processor, and
/// one of them at every level.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

/// A way to compile and run.
struct Way {
  std::string compiler;
  std::string flags;
  std::string emulator{};
  std::string library_of{}; ///< the compiler whose libraries it needs
};

constexpr char const* cross_compiler = "aarch64-linux-gnu-g++";
constexpr char const* emulator = "qemu-aarch64-static";

/// Machines that fuse products with sums, by instructions or by the library. Without
/// EQUIVARIFY_FUSE a machine that cannot has bits of its own.
Way const native{"g++", "-O2 -march=native"};
Way const older{"g++", "-O1 -march=x86-64-v3"};
Way const by_library{"g++", "-O1 -DEQUIVARIFY_FUSE"};
Way const other_compiler{"clang++", "-O3 -march=native"};
Way const other_processor{cross_compiler, "-O1 -static", emulator};
std::vector<Way> const ways_that_fuse{native, older, other_compiler, other_processor};

std::vector<Way> const ways_that_do_not{{"g++", "-O2"}, {"clang++", "-O1"}};

/// Both compilers for every kind of processor in the same row of the table in runtime/README.md, at
/// the level \p level.
std::vector<Way> every_processor(bool fuses, std::string const& level) {
  std::vector<Way> ways;
  for (char const* const compiler : {"g++", "clang++"}) {
    if (!fuses) {
      ways.push_back({compiler, level});
      continue;
    }
    for (char const* const kind : {" -march=native", " -march=x86-64-v3", " -DEQUIVARIFY_FUSE"}) {
      ways.push_back({compiler, level + kind});
    }
  }
  if (fuses) {
    ways.push_back({cross_compiler, level + " -static", emulator});
    ways.push_back(
        {"clang++", level + " -static --target=aarch64-linux-gnu", emulator, cross_compiler});
  }
  return ways;
}

/// A network and the ways in which it is compiled here.
struct Case {
  std::string network;
  std::vector<Way> ways;
  bool has_own_functions = true; ///< none of the standard library's, which is another elsewhere

  /// Tests are named by what this writes.
  friend void PrintTo(Case const& one, std::ostream* stream) { *stream << one.network; }
};

std::vector<Case> const cases_that_fuse{
    {"zoo_wide", ways_that_fuse},
};

/// Further ones.
std::vector<Case> const more_cases_that_fuse{
    {"zoo_wide", {native, by_library}},
    {"zoo_field", {native, other_compiler, other_processor}},
    {"zoo_functions", {native, older}},
    {"zoo_more_functions", {native, by_library, other_processor}},
    {"zoo_gates", {native, other_compiler}},
    {"zoo_residual", {native, other_compiler}},
    {"zoo_robot", {native, other_compiler}},
    {"zoo_volume", {native, other_compiler}},
    {"zoo_trigonometry", {native, older, other_compiler}, false},
};

std::vector<Case> const cases_that_do_not{
    {"zoo_wide", ways_that_do_not},
};

/// Further ones.
std::vector<Case> const more_cases_that_do_not{
    {"zoo_functions", ways_that_do_not},
};

/// \p cases, each in all ways that do or do not fuse if that is asked for.
std::vector<Case> wanted(std::vector<Case> const& cases, bool fuses) {
  char const* const asked = std::getenv("SAME_BITS");
  if (asked == nullptr || std::string_view(asked) != "all") {
    return cases;
  }
  std::vector<Case> all = cases;
  for (Case& one : all) {
    if (!one.has_own_functions) {
      continue;
    }
    one.ways.clear();
    for (char const* const level : {"-O2", "-O1", "-O3"}) {
      if (one.ways.empty() || one.network == "zoo_wide") {
        std::vector<Way> const ways = every_processor(fuses, level);
        one.ways.insert(one.ways.end(), ways.begin(), ways.end());
      }
    }
  }
  return all;
}

class SameBits : public ::testing::TestWithParam<Case> {
protected:
  void SetUp() override {
    // Tests may run at the same time.
    std::string const suite =
        ::testing::UnitTest::GetInstance()->current_test_info()->test_suite_name();
    folder_ =
        empty_folder("same_bits_" + suite.substr(0, suite.find('/')) + "_" + GetParam().network);
    expect_success(folder_,
                   EQUIVARIFY " generate " ZOO_FOLDER "/" + GetParam().network +
                       ".json --output . --no-compare");
  }

  /// The digests of \p way; empty if its compiler or emulator is not installed.
  [[nodiscard]] std::string digests(Way const& way) const {
    if (!is_installed(way.compiler) || !is_installed(way.emulator) ||
        !is_installed(way.library_of)) {
      return "";
    }
    std::string const network = GetParam().network;
    expect_success(folder_,
                   way.compiler + " -std=c++20 -ffp-contract=off -pthread " + way.flags +
                       " -DNETWORK=" + network + " -DNETWORK_HEADER='\"" + network +
                       ".hpp\"' -I. -I" RUNTIME_INCLUDES " -I" PROGRAM_FOLDER "/.. " PROGRAM_FOLDER
                       "/same_bits.cpp -o same_bits");
    return run_command(folder_, way.emulator + " ./same_bits").output;
  }

private:
  [[nodiscard]] bool is_installed(std::string const& program) const {
    return program.empty() || run_command(folder_, "command -v " + program).exit_code == 0;
  }

  std::filesystem::path folder_;
};

TEST_P(SameBits, InAllWaysToCompileIt) {
  std::vector<Way> const& ways = GetParam().ways;
  std::string const first = digests(ways.front());
  ASSERT_NE(first.find("trained weights"), std::string::npos) << first;
  for (auto way = ways.begin() + 1; way != ways.end(); ++way) {
    std::string const others = digests(*way);
    if (!others.empty()) {
      EXPECT_EQ(others, first) << way->compiler << " " << way->flags;
    }
  }
}

auto const network_of = [](auto const& spec) { return spec.param.network; };

INSTANTIATE_TEST_SUITE_P(Fused,
                         SameBits,
                         ::testing::ValuesIn(wanted(cases_that_fuse, true)),
                         network_of);
INSTANTIATE_TEST_SUITE_P(MoreFused,
                         SameBits,
                         ::testing::ValuesIn(wanted(more_cases_that_fuse, true)),
                         network_of);
INSTANTIATE_TEST_SUITE_P(Plain,
                         SameBits,
                         ::testing::ValuesIn(wanted(cases_that_do_not, false)),
                         network_of);
INSTANTIATE_TEST_SUITE_P(MorePlain,
                         SameBits,
                         ::testing::ValuesIn(wanted(more_cases_that_do_not, false)),
                         network_of);

} // namespace
} // namespace equivarify::testing
