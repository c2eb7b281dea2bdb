/// \file
/// The theorems as Coq, accepted where coqc is installed.
#include "equivarify/codegen/coq/coq.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using testing::HasSubstr;

std::string output_of(std::string const& command) {
  std::string output;
  FILE* const pipe = popen(command.c_str(), "r");
  std::array<char, 4096> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) {
    output += part.data();
  }
  pclose(pipe);
  return output;
}

std::size_t count(std::string const& text, std::string const& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

/// What coqc says of \p text; skips the test where there is none.
std::string judge(std::string const& text, std::string const& name) {
  auto const folder = std::filesystem::temp_directory_path() / ("equivarify_coq_" + name);
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "network.v"} << text;
  std::string const output = output_of("cd '" + folder.string() + "' && coqc -q network.v 2>&1");
  std::filesystem::remove_all(folder);
  return output;
}

bool has_coq() {
  return std::system("coqc --version > /dev/null 2>&1") == 0; // NOLINT(cert-env33-c)
}

SpecText d4() {
  return {.group = R"({"dihedral": 4})", .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

TEST(Coq, AssumesNothingAndAdmitsNothing) {
  std::string const text = to_coq(d4().network_of());
  for (char const* word : {"Axiom", "Parameter", "Admitted", "admit", "Abort"}) {
    EXPECT_EQ(count(text, word), 0U) << word;
  }
  EXPECT_THAT(text, HasSubstr("Print Assumptions network_equivariant."));
  EXPECT_THAT(text, HasSubstr("layer_flatten1 : list Z_max_pool2d1 -> Z_flatten1"));
}

TEST(Coq, AcceptsEveryTheoremWithoutAnAxiom) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const text = to_coq(d4().network_of());
  std::string const output = judge(text, "right");
  EXPECT_EQ(count(output, "Closed under the global context"), count(text, "Print Assumptions"));
  EXPECT_EQ(count(output, "Error"), 0U) << output;
  EXPECT_EQ(count(output, "Axioms"), 0U) << output;
}

TEST(Coq, RefusesAnotherLiftAndAnotherTable) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const right = to_coq(SpecText{}.network_of());
  for (auto const& [from, to] :
       {std::pair{"fun h => F (act (inv h) x)", "fun h => F (act h x)"},
        std::pair{"move {Z} (g : G) (s : G -> Z) : G -> Z := fun h => s (inv g * h)",
                  "move {Z} (g : G) (s : G -> Z) : G -> Z := fun h => s (h * inv g)"},
        std::pair{"[1; 2; 3; 0]", "[1; 2; 0; 3]"}}) {
    std::string wrong = right;
    ASSERT_NE(wrong.find(from), std::string::npos) << from;
    wrong.replace(wrong.find(from), std::string{from}.size(), to);
    EXPECT_THAT(judge(wrong, "wrong"), HasSubstr("Error")) << to;
  }
}

} // namespace
} // namespace equivarify::codegen
