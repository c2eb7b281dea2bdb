/// \file
/// One network of integers has the same sums on every machine: fast by the blocks of its group and
/// over tiles, and by its definition.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

/// Another machine, and what is needed to compile for it and to run what was compiled.
struct Machine {
  std::string name;
  std::string compile;
  std::string run;
  std::string tool; ///< that runs it

  /// Tests are named by what this writes.
  friend void PrintTo(Machine const& one, std::ostream* stream) { *stream << one.name; }
};

std::vector<Machine> machines() {
  std::string const wasi = "clang++ --target=wasm32-wasi -fno-exceptions -DEQUIVARIFY_NO_THREADS";
  return {
      {"aarch64", "aarch64-linux-gnu-g++ -static", "qemu-aarch64-static", "qemu-aarch64-static"},
      {"big_endian_s390x", "s390x-linux-gnu-g++ -static", "qemu-s390x-static", "qemu-s390x-static"},
      {"WebAssembly", wasi, "node --no-warnings " PROGRAM_FOLDER "/run_wasi.js", "node"}};
}

/// Sources of the runtime that evaluate integers, as one.
std::string joined_sources() {
  std::string text = "#include \"program/integer_bits.cpp\"\n";
  for (char const* const source : {"evaluation/input_action",  "files/text",
                                   "integer/block_scheme",     "integer/cyclic_scheme",
                                   "integer/definition",       "integer/exact_form",
                                   "integer/fast_choice",      "integer/fast_kernel",
                                   "integer/fast_layer",       "integer/fast_layers",
                                   "integer/fast_plan",        "integer/function_table",
                                   "integer/group_scheme",     "integer/integer_engine",
                                   "integer/integer_weights",  "integer/joining",
                                   "integer/joint_layer",      "integer/known_groups",
                                   "integer/packed_layer",     "integer/packed_weights",
                                   "integer/products",         "integer/range_analysis",
                                   "integer/rational_algebra", "integer/tile_scheme",
                                   "integer/value_plan",       "integer/weighted_sums"}) {
    text += "#include \"equivarify/runtime/" + std::string{source} + ".cpp\"\n";
  }
  return text;
}

class MoreIntegerBits : public ::testing::TestWithParam<Machine> {
protected:
  void SetUp() override {
    folder_ = empty_folder("integer_bits_" + GetParam().name);
    std::ofstream(folder_ / "empty.cpp") << "#include <vector>\nint main() {}\n";
    if (run_command(folder_, GetParam().compile + " empty.cpp -o empty").exit_code != 0) {
      GTEST_SKIP() << "this does not compile here: " << GetParam().compile;
    }
    if (run_command(folder_, "command -v " + GetParam().tool).exit_code != 0) {
      GTEST_SKIP() << GetParam().tool << " is not installed";
    }
    std::filesystem::create_directories(folder_ / "includes" / "equivarify");
    std::filesystem::create_directory_symlink(RUNTIME_FOLDER,
                                              folder_ / "includes" / "equivarify" / "runtime");
    std::ofstream(folder_ / "joined.cpp") << joined_sources();
    expect_success(folder_,
                   EQUIVARIFY " generate " PROGRAM_FOLDER
                              "/integer_bits.json --output . --no-compare");
  }

  void compile(std::string const& compiler, std::string const& program) const {
    expect_success(folder_,
                   compiler +
                       " -std=c++20 -O1 -DNETWORK=integer_bits "
                       "-DNETWORK_HEADER='\"integer_bits.hpp\"' -I. -Iincludes -I" PROGRAM_FOLDER
                       "/.. joined.cpp -o " +
                       program);
  }

  std::filesystem::path folder_;
};

TEST_P(MoreIntegerBits, AreThoseOfThisMachine) {
  compile(COMPILER " -pthread", "here");
  compile(GetParam().compile, "there");
  std::string const here = run_command(folder_, "./here").output;
  EXPECT_EQ(here.find("differs"), std::string::npos) << here;
  EXPECT_NE(here.find("blocks of the group, tiles of"), std::string::npos) << here;
  EXPECT_EQ(run_command(folder_, GetParam().run + " ./there").output, here);
}

INSTANTIATE_TEST_SUITE_P(Machines,
                         MoreIntegerBits,
                         ::testing::ValuesIn(machines()),
                         [](auto const& machine) { return machine.param.name; });

} // namespace
} // namespace equivarify::testing
