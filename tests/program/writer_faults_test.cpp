/// \file
/// The commands that write files, killed or refused by the disk at their system calls on files: no
/// file is ever half there, what is wrong is said, and the same command then does all its work. The
/// short form puts one fault into some of the calls; with FAULTS=all in the environment, every one
/// into each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include "program/command.hpp"
#include "support/faulted_program.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

/// A command, in which SPEC is a small spec, MODEL an ONNX file, WEIGHTS a file of weights for
/// PLAIN and OUT the folder for its files.
struct Writer {
  std::string name;
  std::vector<std::string> words;
  std::vector<std::string> files; ///< that it writes

  /// Tests are named by what this writes.
  friend void PrintTo(Writer const& one, std::ostream* stream) { *stream << one.name; }
};

std::vector<Writer> writers() {
  return {{"generate",
           {"generate", "SPEC", "--no-compare", "--output", "OUT"},
           {"CMakeLists.txt",
            "generate.json",
            "passes.certificate.json",
            "small.hpp",
            "small_main.cpp"}},
          {"onnx",
           {"generate", "SPEC", "--target", "onnx", "--output", "OUT"},
           {"generate.json",
            "small.onnx",
            "small_check.js",
            "small_vectors/test_data_set_0/input_0.pb",
            "small_vectors/test_data_set_0/output_0.pb"}},
          {"verify",
           {"verify",
            "SPEC",
            "--tests",
            "1",
            "--inputs",
            "1",
            "--certificate",
            "OUT/proof.json",
            "--coq",
            "OUT/small.v"},
           {"proof.json", "small.v"}},
          {"minimal",
           {"explore", "minimal", "--group", "C2", "--output", "OUT/minimal.json"},
           {"minimal.json"}},
          {"lift",
           {"lift",
            "MODEL",
            "--group",
            "cyclic:2",
            "--input-action",
            "flip_rows",
            "--output-dir",
            "OUT"},
           {"mapping.json", "plain.json", "weights.safetensors"}},
          {"adopt",
           {"adopt",
            "PLAIN",
            "WEIGHTS",
            "--output",
            "OUT/weights.safetensors",
            "--write-map",
            "OUT/map.json"},
           {"map.json", "weights.safetensors"}},
          {"report", {"report", "SPEC", "--directory", "OUT"}, {"report.html", "result.json"}},
          {"shards",
           {"explore", "minimal", "--group", "C16", "--limit", "1", "--shards", "OUT"},
           {"shard-0.txt", "shard-1.txt", "shard-2.txt", "shard-3.txt"}}};
}

/// A fault that fault_at.cpp knows.
struct Fault {
  std::string name;
  int error = 0; ///< 0: a kill
};

std::array<Fault, 4> faults() {
  return {{{"before"}, {"after"}, {std::to_string(ENOSPC), ENOSPC}, {std::to_string(EIO), EIO}}};
}

class WriterFaults : public ::testing::TestWithParam<Writer> {
protected:
  WriterFaults()
      : folder_{empty_folder(std::string{"writer_faults_"} + test_name() + "_" + GetParam().name)} {
    write("small.json", spec("small", R"({"cyclic": 2})", R"({"r": "flip_rows"})"));
    write("plain_net.json", spec("plain", R"({"cyclic": 1})", "{}"));
    expect_success(folder_, EQUIVARIFY " generate plain_net.json --target onnx --output model");
    expect_success(folder_,
                   EQUIVARIFY " lift model/plain.onnx --group cyclic:2 --input-action flip_rows "
                              "--output-dir plain");
    EXPECT_EQ(run("whole", {{"FAULT_COUNT", (folder_ / "count").string()}}), 0)
        << contents(errors_);
    std::ifstream(folder_ / "count") >> calls_;
    EXPECT_THAT(files_in(folder_ / "whole"),
                ::testing::UnorderedElementsAreArray(GetParam().files));
    // Each file is written, forced to the disk, renamed, and its folder forced to the disk.
    EXPECT_GE(calls_, 4 * static_cast<int>(GetParam().files.size()));
  }

  /// Runs the command for the folder \p out; the exit code, or minus the signal.
  [[nodiscard]] int run(std::string const& out,
                        std::vector<std::pair<std::string, std::string>> const& environment = {},
                        fs::path const& output = "/dev/null") const {
    fs::create_directories(folder_ / out);
    FaultedProgram program{.words = {EQUIVARIFY}, .output = output, .errors = errors_};
    for (std::string word : GetParam().words) {
      for (auto const& [name, path] : places(out)) {
        if (word.rfind(name, 0) == 0) {
          word.replace(0, name.size(), (folder_ / path).string());
        }
      }
      program.words.push_back(word);
    }
    return program.run(environment);
  }

  /// Every file in the folder \p out is whole, and parts of files are there only where \p parts.
  void expect_whole(std::string const& out, bool parts) const {
    for (std::string const& file : files_in(folder_ / out)) {
      if (!parts || !file.ends_with(".part")) {
        EXPECT_THAT(GetParam().files, ::testing::Contains(file)) << out;
        EXPECT_EQ(contents(folder_ / out / file), contents(folder_ / "whole" / file)) << out;
      }
    }
  }

  /// The command does in the folder \p out what it does where nothing disturbs it.
  void expect_done(std::string const& out) const {
    ASSERT_EQ(run(out), 0) << out << contents(errors_);
    EXPECT_THAT(files_in(folder_ / out), ::testing::UnorderedElementsAreArray(GetParam().files))
        << out;
    expect_whole(out, false);
  }

  void try_fault(int call, Fault const& fault) const {
    std::string const out = "call" + std::to_string(call) + "_" + fault.name;
    int const code = run(out, {{"FAULT_AT", std::to_string(call)}, {"FAULT", fault.name}});
    if (fault.error == 0) {
      ASSERT_EQ(code, -SIGKILL) << out;
      expect_whole(out, true);
    } else if (code != 0) { // a folder's own fsync may fail
      EXPECT_EQ(code, 2) << out;
      EXPECT_THAT(contents(errors_), ::testing::HasSubstr(std::strerror(fault.error))) // NOLINT
          << out;
      expect_whole(out, false);
    }
    expect_done(out);
  }

  /// The short form puts a fault into one of so many calls.
  [[nodiscard]] std::size_t step() const { return static_cast<std::size_t>(calls_) / 8 + 1; }

  fs::path folder_;
  fs::path errors_ = folder_ / "errors";
  int calls_ = 0;

private:
  static std::string test_name() {
    std::string const name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    return name.substr(0, name.find('/'));
  }

  static std::string
  spec(std::string const& name, std::string const& group, std::string const& action) {
    return R"({"name": ")" + name + R"(", "group": )" + group +
           R"(, "input": {"shape": [1, 4, 4], "action": )" + action + R"(}, "network": [
  {"name": "first", "equivarify": "lift", "layers": [
    {"name": "conv", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"},
    {"type": "flatten"}, {"name": "dense", "type": "dense", "units": 2}]}],
  "labels": {"classes": ["a", "b"]}})";
  }

  void write(std::string const& file, std::string const& text) const {
    std::ofstream(folder_ / file) << text;
  }

  static std::vector<std::pair<std::string, std::string>> places(std::string const& out) {
    return {{"SPEC", "small.json"},
            {"MODEL", "model/plain.onnx"},
            {"PLAIN", "plain/plain.json"},
            {"WEIGHTS", "plain/weights.safetensors"},
            {"OUT", out}};
  }
};

TEST_P(WriterFaults, LeaveNoFileHalfWritten) {
  std::size_t const count = faults().size();
  for (std::size_t call = 1; call <= static_cast<std::size_t>(calls_); ++call) {
    for (std::size_t i = 0; i < count; ++i) {
      // Four calls make a file; of the next one they get other faults.
      bool const is_picked = call % step() == 0 && (call + call / count) % count == i;
      if (tries_all_faults() || is_picked) {
        try_fault(static_cast<int>(call), faults()[i]);
      }
    }
  }
}

TEST_P(WriterFaults, OfTheStandardOutputAreSaid) {
  EXPECT_EQ(run("full", {}, "/dev/full"), 2);
  EXPECT_THAT(contents(errors_), ::testing::HasSubstr("standard output: cannot be written"));
  expect_whole("full", false);
}

INSTANTIATE_TEST_SUITE_P(Commands,
                         WriterFaults,
                         ::testing::ValuesIn(writers()),
                         [](auto const& writer) { return writer.param.name; });

} // namespace
} // namespace equivarify::testing
