/// \file
/// The one header of `generate --inference-only` in the programs of its users.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "program/command.hpp"

namespace equivarify::testing {
namespace {

std::string const strict = " -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion "
                           "-Wdouble-promotion -Wold-style-cast -Wcast-qual -Wformat=2 "
                           "-Wnull-dereference -Wno-unknown-warning-option -Wuseless-cast -Werror ";
std::string const cases = " " PROGRAM_FOLDER "/header/cases.cpp ";

std::string generate(std::string const& options) {
  return EQUIVARIFY " generate " PROGRAM_FOLDER
                    "/header/netone.json --no-compare --inference-only " +
         options;
}

/// The header and a program that uses it, made once.
class Header : public ::testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = empty_folder("header");
    expect_success(folder, generate("--output plain"));
    expect_success(folder,
                   COMPILER " -std=c++20 -O1 -pthread" + strict + "-Iplain" + cases + "-o cases");
  }

  static std::string output_of(std::string const& command) {
    CommandResult const result = run_command(folder, command);
    EXPECT_EQ(result.exit_code, 0) << command << "\n" << result.output;
    return result.output;
  }

  /// The first line of what a compiler says that refuses.
  static std::string refusal(std::string const& flags) {
    CommandResult const result =
        run_command(folder, COMPILER " -Iplain -fsyntax-only -Wfatal-errors " + flags + cases);
    EXPECT_NE(result.exit_code, 0) << flags;
    return result.output;
  }

  static inline std::filesystem::path folder;
};

TEST_F(Header, ChecksTheSizesOfBuffers) {
  EXPECT_EQ(output_of("./cases sizes"),
            "there is room for 12 numbers, but the images have 2 x 12\n"
            "143 numbers are no whole images of 144\n"
            "taken\n"
            "5 numbers are not one for each of 12 labels\n");
}

TEST_F(Header, RefusesWeightsOfAnotherForm) {
  EXPECT_EQ(
      output_of("./cases weights"),
      "taken\n"
      "tensor dense1.weight has the shape [576, 3], expected [3, 576]\n"
      "tensor dense1.weight has the shape [3, 4, 144], expected [3, 576]\n"
      "the weight file is damaged: tensor dense1.bias should take bytes 7072 to 7084 of 7083\n"
      "this is no weight file: it ends before its header does\n"
      "the weights are of another spec than this network\n"
      "tensor dense1.bias has at place 2 what is no number\n");
}

TEST_F(Header, ServesTwoThreads) {
  EXPECT_EQ(output_of("timeout 60 ./cases two_engines"), "600 runs, 0 wrong\n");
  EXPECT_EQ(output_of("timeout 60 ./cases one_engine"), "600 runs, 0 wrong\n");
}

TEST_F(Header, RefusesFlagsThatReorderSums) {
  for (char const* flag : {"-ffast-math", "-Ofast"}) {
    std::string const message = refusal("-std=c++20 " + std::string{flag});
    EXPECT_NE(message.find("reorder sums"), std::string::npos) << message;
  }
  expect_success(folder,
                 "printf '#include \"netone.hpp\"\\nstatic_assert(!netone::Model::is_exact);\\n' > "
                 "inexact.cpp && " COMPILER " -std=c++20 -Iplain -ffast-math "
                 "-DEQUIVARIFY_ACCEPT_INEXACT -fsyntax-only inexact.cpp");
  expect_success(folder,
                 "printf '#include \"netone.hpp\"\\nstatic_assert(netone::Model::is_exact);\\n' > "
                 "exact.cpp && " COMPILER " -std=c++20 -Iplain -O3 -fsyntax-only exact.cpp");
}

TEST_F(Header, SaysInOneLineThatItIsCpp20) {
  expect_success(folder, "printf '#include \"netone.hpp\"\\n' > old.cpp");
  CommandResult const result =
      run_command(folder, COMPILER " -std=c++17 -Iplain -fsyntax-only old.cpp");
  EXPECT_NE(result.exit_code, 0);
  std::size_t const first = result.output.find("error: #error \"This header is C++20");
  EXPECT_NE(first, std::string::npos) << result.output;
  EXPECT_EQ(result.output.find("error: ", first + 1), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("generate with --extern-c or --target c"), std::string::npos);
}

TEST_F(Header, DoesWithoutThreadsFilesAndExceptions) {
  expect_success(folder, generate("--output bare --no-threads --no-files --no-exceptions"));
  expect_success(folder,
                 COMPILER " -std=c++20 -O0 -fno-exceptions -fno-rtti" + strict + "-Ibare" + cases +
                     "-o bare_cases");
  EXPECT_EQ(output_of("./bare_cases logits"), output_of("./cases logits"));
  // The other compiler warns of nothing either.
  expect_success(folder,
                 OTHER_COMPILER " -std=c++20 -fno-exceptions -fno-rtti -fsyntax-only" + strict +
                     "-Ibare" + cases);
  expect_success(folder, OTHER_COMPILER " -std=c++20 -fsyntax-only" + strict + "-Iplain" + cases);
  // None of the headers that such systems lack is read.
  std::string const read = output_of(COMPILER " -std=c++20 -fno-exceptions -Ibare -M" + cases);
  EXPECT_NE(read.find("netone.hpp"), std::string::npos);
  for (char const* missing : {"/thread", "/fstream", "/mutex"}) {
    EXPECT_EQ(read.find("/12" + std::string{missing} + " "), std::string::npos) << missing;
  }
}

TEST_F(Header, HasTheSameBitsOnASmallMachine) {
  std::string const compiler = "arm-linux-gnueabihf-g++";
  std::string const emulator = "qemu-arm-static";
  if (run_command(folder, "command -v " + compiler + " && command -v " + emulator).exit_code != 0) {
    GTEST_SKIP() << "there is no compiler for 32-bit ARM, or no emulator";
  }
  expect_success(folder, generate("--output small --no-threads --no-files --no-exceptions"));
  expect_success(folder,
                 compiler +
                     " -std=c++20 -Os -static -ffp-contract=off -fno-exceptions -fno-rtti "
                     "-Ismall" +
                     cases + "-o small_cases");
  EXPECT_EQ(output_of(emulator + " ./small_cases logits"), output_of("./cases logits"));
}

TEST_F(Header, HoldsTrainedWeights) {
  expect_success(folder, "./cases write > weights.safetensors");
  expect_success(folder, generate("--output embedded --embed-weights weights.safetensors"));
  expect_success(folder,
                 COMPILER " -std=c++20 -O0 -pthread -DWITH_TRAINED_WEIGHTS" + strict +
                     "-Iembedded" + cases + "-o embedded_cases");
  // The images differ: those of `trained` are drawn first.
  expect_success(folder, "./embedded_cases trained > trained.txt");
  EXPECT_NE(read_file(folder / "trained.txt").find(" 1\n"), std::string::npos);
  CommandResult const alone = run_command(folder,
                                          EQUIVARIFY " generate " PROGRAM_FOLDER
                                                     "/header/netone.json --no-compare --output x "
                                                     "--embed-weights weights.safetensors");
  EXPECT_EQ(alone.exit_code, 2) << alone.output;
}

TEST_F(Header, LivesInOneProgramForTwoInstructionSets) {
  std::string const compile = COMPILER " -std=c++20 -O0 -Iplain -c " PROGRAM_FOLDER "/header/";
  if (run_command(folder, "grep -q avx2 /proc/cpuinfo && grep -q fma /proc/cpuinfo").exit_code !=
      0) {
    GTEST_SKIP() << "this machine has one instruction set";
  }
  expect_success(folder, compile + "variant.cpp -DFUNCTION=narrow -o narrow.o");
  expect_success(folder, compile + "variant.cpp -DFUNCTION=wide -mavx2 -mfma -o wide.o");
  expect_success(folder, compile + "variants.cpp -o variants.o");
  for (char const* order : {"narrow.o wide.o", "wide.o narrow.o"}) {
    expect_success(folder, COMPILER " -pthread variants.o " + std::string{order} + " -o variants");
    EXPECT_EQ(output_of("./variants"), "agree\n") << order;
  }
}

/// All in one program, which has names of its own that they could clash with.
TEST_F(Header, WorksUnderNamesThatCHasTaken) {
  std::string all;
  for (std::string const name : {"time",
                                 "index",
                                 "exp",
                                 "read",
                                 "gamma",
                                 "main",
                                 "rt",
                                 "runtime",
                                 "std",
                                 "signal",
                                 "linux"}) {
    expect_success(
        folder, "sed 's/netone/" + name + "/' " PROGRAM_FOLDER "/header/netone.json > name.json");
    expect_success(folder,
                   EQUIVARIFY " generate name.json --no-compare --inference-only --output named");
    all +=
        "#include \"" + name + ".hpp\"\nstatic_assert(" + name + "_network::Model::order == 4);\n";
  }
  std::ofstream(folder / "named/all.hpp") << all;
  expect_success(folder,
                 COMPILER " -std=gnu++20 -Inamed -fsyntax-only" + strict +
                     PROGRAM_FOLDER "/header/names.cpp");
}

} // namespace
} // namespace equivarify::testing
