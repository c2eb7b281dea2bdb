/// \file
/// The commands that write files, killed or refused by the disk at their system calls on files: no
/// file is ever half there, what is wrong is said, and the same command then does all its work. The
/// short form puts one fault into some of the calls; with FAULTS=all in the environment, every one
/// into each.
///
/// Every room writes by codegen/process/file, and that by runtime/files/atomic_file, but for
/// shards, which call the latter. Left out are commands that only choose another name for what is
/// here: families of `lift`, `symmetries` of a network (which writes as `lift` does), `generate
/// --target page`, `vnnlib` and `--inference-only` (as every target does), shards of other
/// searches, drawings of actions and proofs, which are those of groups. `agree`, `plan`, `check`,
/// `inspect`, `theory`, `mutants` and `explore decide`, `classify` and `heads` without shards write
/// no file. Of generated programs `runtime_faults_test` has `train` and `branching_network_test`
/// `quantise`.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "program/command.hpp"
#include "support/faulted_writer.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

/// A command, in which SPEC is a small spec, MODEL an ONNX file, WEIGHTS a file of weights for
/// PLAIN, TABLE samples, QUESTION what a box is asked, and OUT the folder for its files.
struct Writer {
  std::string name;
  std::vector<std::string> words;
  std::vector<std::string> files; ///< that it writes
  int code = 0;

  /// Tests are named by what this writes.
  friend void PrintTo(Writer const& one, std::ostream* stream) { *stream << one.name; }
};

/// `generate SPEC` with \p more.
std::vector<std::string> generate(std::vector<std::string> const& more) {
  std::vector<std::string> words{"generate", "SPEC", "--output", "OUT"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// `lift MODEL` with \p more.
std::vector<std::string> lift(std::vector<std::string> const& more) {
  std::vector<std::string> words{
      "lift", "MODEL", "--group", "C2", "--input-action", "flip_rows", "--output-dir", "OUT"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::vector<Writer> targets() {
  return {{"generate",
           generate({"--no-compare"}),
           {"CMakeLists.txt",
            "generate.json",
            "passes.certificate.json",
            "small.hpp",
            "small_main.cpp"}},
          {"onnx",
           generate({"--target", "onnx"}),
           {"generate.json",
            "small.onnx",
            "small_check.js",
            "small_vectors/test_data_set_0/input_0.pb",
            "small_vectors/test_data_set_0/output_0.pb"}},
          {"c",
           generate({"--no-compare", "--target", "c"}),
           {"generate.json", "small_check.c", "small_network.c", "small_network.h"}},
          {"pytorch",
           generate({"--no-compare", "--target", "pytorch"}),
           {"generate.json", "small.safetensors", "small_check.py", "small_network.py"}}};
}

std::vector<Writer> lifts() {
  return {{"lift", lift({}), {"mapping.json", "plain.json", "weights.safetensors"}},
          {"opaque", lift({"--opaque"}), {"plain.onnx"}},
          {"adopt",
           {"adopt",
            "PLAIN",
            "WEIGHTS",
            "--output",
            "OUT/weights.safetensors",
            "--write-map",
            "OUT/map.json"},
           {"map.json", "weights.safetensors"}}};
}

std::vector<Writer> questions() {
  return {{"verify",
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
          {"compare",
           {"explore", "compare", "SPEC", "--trials", "1", "--directory", "OUT"},
           {"compare.json",
            "small_canonical.json",
            "small_coinduction.json",
            "small_concat.json",
            "small_g_product.json",
            "small_layer_by_layer.json",
            "small_reynolds.json"}},
          {"report", {"report", "SPEC", "--directory", "OUT"}, {"report.html", "result.json"}},
          {"shards",
           {"explore", "minimal", "--group", "C16", "--limit", "1", "--shards", "OUT"},
           {"shard-0.txt", "shard-1.txt", "shard-2.txt", "shard-3.txt"}},
          {"drawing", {"group", "C2", "--graph", "OUT/group.dot"}, {"group.dot"}},
          {"symmetries",
           {"symmetries", "TABLE", "--tested", "40", "--rounds", "19", "--output-dir", "OUT"},
           {"table.json"}},
          {"probe", // which finds that nothing is permuted where numbers should be
           {"probe",
            "QUESTION",
            "--program",
            "/bin/cat",
            "--inputs",
            "1",
            "--write-input",
            "OUT/failing.txt"},
           {"failing.txt"},
           1}};
}

std::vector<Writer> writers() {
  std::vector<Writer> all = targets();
  for (std::vector<Writer> const& more : {lifts(), questions()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::string spec(std::string const& name, std::string const& group, std::string const& action) {
  return R"({"name": ")" + name + R"(", "group": )" + group +
         R"(, "input": {"shape": [1, 4, 4], "action": )" + action + R"(}, "network": [
  {"name": "first", "equivarify": "lift", "layers": [
    {"name": "conv", "type": "conv2d", "filters": 2, "kernel": 3}, {"type": "relu"},
    {"type": "flatten"}, {"name": "dense", "type": "dense", "units": 2}]}],
  "labels": {"classes": ["a", "b"]}})";
}

class WriterFaults : public ::testing::TestWithParam<Writer> {
protected:
  WriterFaults()
      : folder_{empty_folder(std::string{"writer_faults_"} + test_name() + "_" + GetParam().name)} {
    write("small.json", spec("small", R"({"cyclic": 2})", R"({"r": "flip_rows"})"));
    write("plain_net.json", spec("plain", R"({"cyclic": 1})", "{}"));
    write("question.json",
          R"({"group": "C2", "input": {"shape": [1, 1, 2], "action": {"r": "flip_columns"}},
              "output": {"shape": [2], "action": "trivial"}})");
    std::string table = "inputs.0,inputs.1\n";
    for (int i = 0; i < 80; ++i) {
      table += std::to_string(i * 37 % 80) + "," + std::to_string(i * 53 % 80) + "\n";
    }
    write("table.csv", table);
    if (takes("MODEL") || takes("WEIGHTS")) {
      expect_success(folder_, EQUIVARIFY " generate plain_net.json --target onnx --output model");
    }
    if (takes("WEIGHTS")) {
      expect_success(folder_,
                     EQUIVARIFY " lift model/plain.onnx --group cyclic:2 --input-action flip_rows "
                                "--output-dir plain");
    }
  }

  [[nodiscard]] FaultedWriter writer() const {
    std::vector<std::string> words{EQUIVARIFY};
    for (std::string word : GetParam().words) {
      for (auto const& [name, path] : places()) {
        if (word == name) {
          word = (folder_ / path).string();
        }
      }
      words.push_back(word);
    }
    return {folder_ / "tried", words, GetParam().files, GetParam().code};
  }

private:
  static bool takes(std::string const& word) {
    std::vector<std::string> const& words = GetParam().words;
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  static std::string test_name() {
    std::string const name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    return name.substr(0, name.find('/'));
  }

  void write(std::string const& file, std::string const& text) const {
    std::ofstream(folder_ / file) << text;
  }

  static std::vector<std::pair<std::string, std::string>> places() {
    return {{"SPEC", "small.json"},
            {"MODEL", "model/plain.onnx"},
            {"PLAIN", "plain/plain.json"},
            {"WEIGHTS", "plain/weights.safetensors"},
            {"TABLE", "table.csv"},
            {"QUESTION", "question.json"}};
  }

  fs::path folder_;
};

TEST_P(WriterFaults, LeaveNoFileHalfWritten) {
  FaultedWriter tried = writer();
  tried.try_faults(tries_all_faults());
  EXPECT_EQ(tried.complaints(), "");
}

TEST_P(WriterFaults, OfTheStandardOutputAreSaid) {
  FaultedWriter tried = writer();
  tried.try_full_output();
  EXPECT_EQ(tried.complaints(), "");
}

INSTANTIATE_TEST_SUITE_P(Commands,
                         WriterFaults,
                         ::testing::ValuesIn(writers()),
                         [](auto const& writer) { return writer.param.name; });

/// A mistake of broken_writer.cpp, and what must be complained of.
struct Mistake {
  char const* name;
  std::vector<std::string> complaints;

  friend void PrintTo(Mistake const& one, std::ostream* stream) { *stream << one.name; }
};

class BrokenWriter : public ::testing::TestWithParam<Mistake> {
protected:
  /// All complaints of the writer with the mistake \p name.
  static std::string complaints_of(std::string const& name) {
    FaultedWriter tried{
        empty_folder("broken_writer_" + name), {BROKEN_WRITER, name, "OUT"}, {"answer"}};
    tried.try_faults(true);
    tried.try_full_output();
    return tried.complaints();
  }
};

TEST_P(BrokenWriter, IsComplainedOf) {
  std::string const found = complaints_of(GetParam().name);
  for (std::string const& complaint : GetParam().complaints) {
    EXPECT_NE(found.find(complaint), std::string::npos) << complaint << "\n\n" << found;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes,
    BrokenWriter,
    ::testing::Values(
        Mistake{"in_place",
                {"whole: writes a file in its place", "call2_before: has not all of answer"}},
        Mistake{"by_stream", {"whole: writes a file in its place"}},
        Mistake{"onto_a_full_disk",
                {"call1_28: takes no notice of a failed call", "call1_28: has not all of answer"}},
        Mistake{"without_fsync", {"renames what is not forced to the disk"}},
        Mistake{"past_a_failed_fsync", {"call2_5: takes no notice of a failed call"}},
        Mistake{"past_a_failed_rename", {"call3_5: takes no notice of a failed call"}},
        Mistake{"leaving_the_part", {"call2_28: leaves answer.part"}},
        Mistake{"leaving_parts_of_the_dead", {"once more: has other files"}},
        Mistake{"blocked_by_the_dead", {"call1_after, once more: ends with 2, not 0"}},
        Mistake{"without_reason", {"call1_28: does not say why it failed"}},
        Mistake{"as_if_done", {"call1_28: takes no notice of a failed call"}},
        Mistake{"as_a_bug", {"call1_28: ends with 3, not 2"}},
        Mistake{"deaf_to_a_full_output", {"full: ends with 0, not 2"}}),
    [](auto const& mistake) { return mistake.param.name + std::to_string(mistake.index); });

TEST(SoundWriter, IsNotComplainedOf) {
  FaultedWriter tried{empty_folder("sound_writer"), {BROKEN_WRITER, "soundly", "OUT"}, {"answer"}};
  tried.try_faults(true);
  tried.try_full_output();
  EXPECT_EQ(tried.complaints(), "");
}

} // namespace
} // namespace equivarify::testing
