/// \file
/// The sources of the runtime as they are or with an error in one line, compiled and run.
#ifndef EQUIVARIFY_TESTS_CODEGEN_KERNEL_EXTRACTOR_HPP
#define EQUIVARIFY_TESTS_CODEGEN_KERNEL_EXTRACTOR_HPP

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/case_folder.hpp"

namespace equivarify::codegen {

/// An error in a header of the runtime: \p was stands there and becomes \p is.
struct WrongLine {
  char const* header;
  char const* was;
  char const* is;
};

/// \p text without the lines that belong to a file of its own: includes, which \p includes takes
/// where they are the standard library's, and the guard.
inline std::string without_file(std::string const& text, std::set<std::string>& includes) {
  std::istringstream lines{text};
  std::string result;
  std::string line;
  while (std::getline(lines, line)) {
    bool const is_include = line.starts_with("#include");
    if (is_include && line.find('<') != std::string::npos &&
        line.find("intrin") == std::string::npos && line.find("neon") == std::string::npos) {
      includes.insert(line);
    }
    bool const is_guard = line.starts_with("#ifndef EQUIVARIFY_") && line.ends_with("_HPP");
    bool const is_name = line.starts_with("#define EQUIVARIFY_") && line.ends_with("_HPP");
    result += is_include || is_name ? "" : is_guard ? "#if 1\n" : line + "\n";
  }
  return result;
}

/// The extraction from \p parts with \p wrong in them, in a namespace of its own.
inline std::string extraction(std::vector<std::string> const& parts,
                              WrongLine const& wrong,
                              std::size_t number,
                              std::set<std::string>& includes) {
  std::string text = fmt::format("namespace wrong_{} {{\n", number);
  for (std::string const& part : parts) {
    std::string source = support::read_text(std::string{SOURCE_FOLDER "/"} + part);
    if (part == wrong.header) {
      std::size_t const at = source.find(wrong.was);
      EXPECT_NE(at, std::string::npos) << wrong.was;
      source.replace(at, std::string{wrong.was}.size(), wrong.is);
    }
    text += without_file(source, includes);
  }
  return text + "}\n";
}

/// A program that prints a JSON list, out of parts of text.
class Extractor {
public:
  /// Out of \p parts, files in the order in which they are included; \p printing is code that
  /// prints what they have.
  Extractor(std::vector<std::string> parts, std::string printing)
      : parts_{std::move(parts)}, printing_{std::move(printing)} {}

  /// The headers with \p wrong in them make the next entry: what `calls` prints, in which `e` is
  /// their namespace.
  void add(WrongLine const& wrong, std::string const& declarations, std::string const& calls) {
    std::size_t const number = count_++;
    text_ +=
        extraction(parts_, wrong, number, includes_) +
        fmt::format("namespace list_{0} {{\nnamespace e = wrong_{0}::equivarify;\n"
                    "namespace rt = e::runtime;\n{1}"
                    "void run() {{\n  std::cout << \"{2}{{\";\n{3}  std::cout << \"}}\";\n}}\n}}\n",
                    number,
                    declarations,
                    number == 0 ? "" : ",",
                    calls);
    calls_ += fmt::format("  list_{}::run();\n", number);
  }

  /// Compiles and runs it.
  [[nodiscard]] nlohmann::json run() const {
    std::string program;
    for (std::string const& include : includes_) {
      program += include + "\n";
    }
    program += printing_ + text_ + "int main() {\n  std::cout << '[';\n" + calls_ +
               "  std::cout << ']';\n}\n";
    TemporaryFolder const folder;
    write_file(folder.path() / "extract.cpp", program);
    run_program(folder.path(), {"c++", "-std=c++20", "-O0", "extract.cpp", "-o", "extract"}, "");
    return nlohmann::json::parse(run_program(folder.path(), {"./extract"}, ""));
  }

private:
  std::vector<std::string> parts_;
  std::string printing_;
  std::set<std::string> includes_{"#include <iostream>"};
  std::string text_;
  std::string calls_;
  std::size_t count_ = 0;
};

} // namespace equivarify::codegen

#endif
