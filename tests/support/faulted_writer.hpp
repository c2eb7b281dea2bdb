/// \file
/// A command that writes files, tried with faults in its system calls: what is wrong with it, if
/// anything is.
#ifndef EQUIVARIFY_TESTS_SUPPORT_FAULTED_WRITER_HPP
#define EQUIVARIFY_TESTS_SUPPORT_FAULTED_WRITER_HPP

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "support/faulted_program.hpp"

namespace equivarify::testing {

/// A fault that fault_at.cpp knows.
struct Fault {
  std::string name;
  int error = 0; ///< 0: a kill
};

inline std::array<Fault, 4> faults() {
  return {{{"before"}, {"after"}, {std::to_string(ENOSPC), ENOSPC}, {std::to_string(EIO), EIO}}};
}

/// The command \p words, in which OUT, at the beginning of a word, is the folder for its \p files,
/// and whose exit code is \p code. All that it does lies in the folder \p place.
///
/// Complaints are lines, each with its fault; none where the command is sound.
class FaultedWriter {
public:
  FaultedWriter(std::filesystem::path place,
                std::vector<std::string> words,
                std::vector<std::string> files,
                int code = 0)
      : place_{std::move(place)}, words_{std::move(words)}, files_{std::move(files)}, code_{code} {
    std::filesystem::create_directories(place_);
    std::sort(files_.begin(), files_.end());
    std::string const count = (place_ / "count").string();
    expect_code("whole", run("whole", {{"FAULT_COUNT", count}}), code_);
    int calls = 0;
    std::ifstream(count) >> calls >> calls_;
    expect_files("whole", sorted_files("whole"));
    expect_safe_calls();
  }

  /// What was wrong so far.
  [[nodiscard]] std::string const& complaints() const { return complaints_; }

  /// Puts faults into the calls: one of them into each of about eight calls; \p all: each of them
  /// into every call.
  void try_faults(bool all) {
    std::size_t const count = faults().size();
    std::size_t const step = calls_.size() / 8 + 1;
    for (std::size_t call = 1; call <= calls_.size(); ++call) {
      for (std::size_t i = 0; i < count; ++i) {
        // Four calls make a file; of the next one they get other faults.
        bool const is_picked = call % step == 0 && (call + call / count) % count == i;
        if (all || is_picked) {
          try_fault(call, faults()[i]);
        }
      }
    }
  }

  /// Runs it with a full disk behind its standard output.
  void try_full_output() {
    expect_code("full", run("full", {}, "/dev/full"), 2);
    expect(errors().find("standard output: cannot be written") != std::string::npos,
           "full",
           "does not say that the standard output is full");
    expect_whole("full", false);
  }

private:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// Runs the command for the folder \p out; the exit code, or minus the signal. What it writes is
  /// the same wherever it runs: it finds no other programs, such as Graphviz's.
  [[nodiscard]] int run(std::string const& out,
                        Environment environment = {},
                        std::filesystem::path const& output = "/dev/null") const {
    std::filesystem::create_directories(place_ / out);
    FaultedProgram program{.words = words_, .output = output, .errors = place_ / "errors"};
    for (std::string& word : program.words) {
      if (word.rfind("OUT", 0) == 0) {
        word.replace(0, 3, (place_ / out).string());
      }
    }
    environment.emplace_back("PATH", "/nowhere");
    return program.run(environment);
  }

  void try_fault(std::size_t call, Fault const& fault) {
    std::string const out = "call" + std::to_string(call) + "_" + fault.name;
    int const code = run(out, {{"FAULT_AT", std::to_string(call)}, {"FAULT", fault.name}});
    if (fault.error == 0) {
      expect_code(out, code, -SIGKILL);
      expect_whole(out, true);
    } else if (code == code_) { // a folder's own fsync may fail
      expect(is_of_folder(call), out, "takes no notice of a failed call");
      expect_whole(out, false);
    } else {
      expect_code(out, code, 2);
      expect(errors().find(std::strerror(fault.error)) != std::string::npos, // NOLINT
             out,
             "does not say why it failed");
      expect_whole(out, false);
    }
    expect_code(out + ", once more", run(out), code_);
    expect_files(out + ", once more", sorted_files(out));
    expect_whole(out, false);
  }

  /// Whether call number \p call forces a folder to the disk, which some file systems cannot.
  [[nodiscard]] bool is_of_folder(std::size_t call) const {
    return call >= 2 && calls_.compare(call - 2, 2, "rf") == 0;
  }

  /// Every file in the folder \p out is whole, and parts of files are there only where \p parts.
  void expect_whole(std::string const& out, bool parts) {
    for (std::string const& file : sorted_files(out)) {
      if (!parts || !file.ends_with(".part")) {
        expect(std::binary_search(files_.begin(), files_.end(), file), out, "leaves " + file);
        expect(contents(place_ / out / file) == contents(place_ / "whole" / file),
               out,
               "has not all of " + file);
      }
    }
  }

  /// Each file is written, forced to the disk, renamed, and its folder forced to the disk.
  void expect_safe_calls() {
    std::size_t renamed = 0;
    for (std::size_t at = calls_.find('r'); at != std::string::npos;
         at = calls_.find('r', at + 1)) {
      renamed += 1;
      expect(at >= 2 && calls_.compare(at - 2, 4, "wfrf") == 0,
             "whole",
             "renames what is not forced to the disk");
    }
    expect(renamed >= files_.size(), "whole", "writes a file in its place");
  }

  void expect_files(std::string const& out, std::vector<std::string> const& found) {
    expect(found == files_, out, "has other files than it should");
  }

  void expect_code(std::string const& out, int found, int expected) {
    expect(found == expected,
           out,
           "ends with " + std::to_string(found) + ", not " + std::to_string(expected) + ": " +
               errors());
  }

  void expect(bool holds, std::string const& out, std::string const& complaint) {
    complaints_ += holds ? "" : out + ": " + complaint + "\n";
  }

  [[nodiscard]] std::vector<std::string> sorted_files(std::string const& out) const {
    std::vector<std::string> names = files_in(place_ / out.substr(0, out.find(',')));
    std::sort(names.begin(), names.end());
    return names;
  }

  [[nodiscard]] std::string errors() const { return contents(place_ / "errors"); }

  std::filesystem::path place_;
  std::vector<std::string> words_;
  std::vector<std::string> files_; ///< sorted
  int code_;
  std::string calls_; ///< the first letter of each where nothing disturbs them
  std::string complaints_;
};

} // namespace equivarify::testing

#endif
