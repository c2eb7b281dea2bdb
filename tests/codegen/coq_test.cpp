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
#include <utility>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/constructed_specs.hpp"
#include "support/output_specs.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;

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
std::string judge(std::string const& text) {
  ::TemporaryFolder const folder;
  std::ofstream{folder / "network.v"} << text;
  return output_of("cd '" + folder.path().string() + "' && coqc -q network.v 2>&1");
}

bool has_coq() {
  return std::system("coqc --version > /dev/null 2>&1") ==
         0; // NOLINT(cert-env33-c,concurrency-mt-unsafe)
}

SpecText d4() {
  return {.group = R"({"dihedral": 4})", .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

TEST(Coq, SeesAllCopiesAsAList) {
  EXPECT_THAT(to_coq(d4().network_of()),
              HasSubstr("layer_flatten1 : list Z_max_pool2d1 -> Z_flatten1"));
}

/// The specs whose theorems are judged: each construction, and the lift block by block.
class CoqOf : public ::testing::TestWithParam<std::pair<std::string, SpecText>> {};

std::vector<std::pair<std::string, SpecText>> judged_specs() {
  auto specs = constructed_specs();
  specs.emplace_back("lift", d4());
  return specs;
}

TEST_P(CoqOf, AcceptsEveryTheoremWithoutAnAxiom) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const text = to_coq(GetParam().second.network_of());
  std::string const output = judge(text);
  EXPECT_EQ(count(output, "Closed under the global context"), count(text, "Print Assumptions"));
  EXPECT_EQ(count(output, "Error"), 0U) << output;
  EXPECT_EQ(count(output, "Axioms"), 0U) << output;
}

TEST_P(CoqOf, AssumesNothingAndAdmitsNothing) {
  std::string const text = to_coq(GetParam().second.network_of());
  for (char const* word : {"Axiom", "Parameter", "Admitted", "admit", "Abort"}) {
    EXPECT_EQ(count(text, word), 0U) << word;
  }
  EXPECT_THAT(text, HasSubstr("Print Assumptions network_equivariant."));
}

INSTANTIATE_TEST_SUITE_P(Constructions,
                         CoqOf,
                         ::testing::ValuesIn(judged_specs()),
                         [](auto const& spec) { return spec.param.first; });

TEST(Coq, AcceptsTheTheoremOfEachOutputAndNoOther) {
  std::string const text = to_coq(network_with(slots(every_head(), 12)));
  for (char const* theorem : {"output_alone_equivariant",
                              "output_forces_equivariant",
                              "output_plane_equivariant",
                              "output_sides_equivariant",
                              "output_sides_values",
                              "output_which_equivariant"}) {
    EXPECT_THAT(text, HasSubstr(std::string{"Print Assumptions "} + theorem)) << theorem;
  }
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const output = judge(text);
  EXPECT_EQ(count(output, "Error"), 0U) << output;
  EXPECT_EQ(count(output, "Closed under the global context"), count(text, "Print Assumptions"));
  for (auto const& [from, to] :
       {std::pair{"act_V k (part (network x (t * k)))", "act_V k (part (network x (k * t)))"},
        std::pair{"act_V (inv l) (output_sides x t)", "act_V l (output_sides x t)"},
        std::pair{"head V act_V mean_V (each part (network x))", "part (network x e)"}}) {
    std::string wrong = text;
    wrong.replace(wrong.find(from), std::string{from}.size(), to);
    EXPECT_THAT(judge(wrong), HasSubstr("Error")) << to;
  }
}

TEST(Coq, AcceptsTheTheoremOfEachOutputOfFewerCopies) {
  std::string const text = to_coq(network_with(slots_already()));
  EXPECT_THAT(text, HasSubstr("Print Assumptions network_is_lift"));
  EXPECT_THAT(text, HasSubstr("Print Assumptions output_forces_equivariant"));
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const output = judge(text);
  EXPECT_EQ(count(output, "Error"), 0U) << output;
  EXPECT_EQ(count(output, "Closed under the global context"), count(text, "Print Assumptions"));
}

/// Layers and blocks whose names are words of Coq or of lemmas.v, or end as made names do.
SpecText with_names_of_coq() {
  return {.shape = "[1, 4, 4]", .network = R"([
    {"name": "match", "equivarify": "none", "layers": [{"name": "x", "type": "relu"}, {"name": "x_commutes", "type": "relu"}, {"name": "e", "type": "average_pool2d", "size": 2}]},
    {"name": "a", "equivarify": "lift", "layers": [{"name": "act", "type": "conv2d", "filters": 2, "kernel": 1}]},
    {"name": "a_equivariant", "equivarify": "none", "layers": [{"name": "forall", "type": "relu"}, {"name": "gset_x", "type": "relu"}]},
    {"name": "lift", "equivarify": "concat", "layers": [{"name": "mul", "type": "flatten"}, {"name": "fun", "type": "dense", "units": 3}]}])"};
}

TEST(Coq, TakesAnyNamesOfLayersAndSaysWhatIsSupposed) {
  std::string const text = to_coq(with_names_of_coq().network_of());
  EXPECT_THAT(
      text,
      HasSubstr("(* Supposed: commutes_x_commutes, that layer_x_commutes commutes with G. *)"));
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const output = judge(text);
  EXPECT_EQ(count(output, "Error"), 0U) << output;
  EXPECT_EQ(count(output, "Closed under the global context"), count(text, "Print Assumptions"));
}

/// \p text with \p to in place of \p from, which is there.
std::string altered(std::string text, std::string const& from, std::string const& to) {
  EXPECT_NE(text.find(from), std::string::npos) << from;
  return text.replace(text.find(from), from.size(), to);
}

TEST(Coq, RefusesOtherMeansCosetsAndSubgroups) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  auto const specs = constructed_specs();
  std::string const quotient = to_coq(specs[0].second.network_of());
  std::string const coinduction = to_coq(specs[3].second.network_of());
  for (std::string const& wrong :
       {altered(quotient, "s (c (r q * r k))", "s (c (r k * r q))"),
        altered(coinduction, "act_Y k (F (act (inv k) x))", "act_Y k (F (act k x))"),
        altered(coinduction, "act_Y (inv (inv (rep g) * g))", "act_Y (inv (rep g) * g)"),
        altered(coinduction, "list element := [g0; g2;", "list element := [g0; g1;")}) {
    EXPECT_THAT(judge(wrong), HasSubstr("Error"));
  }
}

TEST(Coq, RefusesOtherRoundingAndDivision) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const right = to_coq(SpecText{}.network_of());
  for (auto const& [from, to] :
       {std::pair{"Z.max (-127) (Z.min 127 n)", "Z.max (-128) (Z.min 127 n)"},
        std::pair{"Z.sgn n * ((Z.abs n + 2 ^ k / 2) / 2 ^ k)", "(n + 2 ^ k / 2) / 2 ^ k"},
        std::pair{"answer * 2 ^ a < 2 ^ 31", "answer * 2 ^ a < 2 ^ 32"},
        std::pair{"wrap (odd * inverse) = wrap 1", "wrap (odd * inverse) = wrap odd"}}) {
    EXPECT_THAT(judge(altered(right, from, to)), HasSubstr("Error")) << to;
  }
}

TEST(Coq, RefusesAnotherLiftAnotherHeadAndAnotherTable) {
  if (!has_coq()) {
    GTEST_SKIP() << "coqc is not installed";
  }
  std::string const right = to_coq(SpecText{}.network_of());
  for (auto const& [from, to] :
       {std::pair{"fun h => F (act (inv h) x)", "fun h => F (act h x)"},
        std::pair{"move {Z} (g : G) (s : G -> Z) : G -> Z := fun h => s (inv g * h)",
                  "move {Z} (g : G) (s : G -> Z) : G -> Z := fun h => s (h * inv g)"},
        std::pair{"act_V h (s h)", "act_V (inv h) (s h)"},
        std::pair{"forall z, at_most (score s z) (score s y)", "fst y = e"},
        std::pair{"total (map (fun h => s h c) elements)", "s e c"},
        std::pair{"fun y => f (act_C (inv g) y)", "fun y => f (act_C g y)"},
        std::pair{"[1; 2; 3; 0]", "[1; 2; 0; 3]"}}) {
    EXPECT_THAT(judge(altered(right, from, to)), HasSubstr("Error")) << to;
  }
}

} // namespace
} // namespace equivarify::codegen
