/// \file
/// What `equivarify group` refuses, and how it says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::Outcome;
using support::run_equivarify;

std::string refusal(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "group");
  Outcome const outcome = run_equivarify(arguments);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  return outcome.err;
}

struct Mistake {
  std::vector<std::string> arguments;
  std::string message;
};

TEST(GroupCommand, RefusesWithTheWholeReason) {
  for (Mistake const& mistake : std::vector<Mistake>{
           {{"D"},
            "'D' names no group and no file: expected for example D4, dihedral:4, 'C2 x S3', "
            "elementary_abelian:2,3, octahedral, a JSON form or a file with one"},
           {{"S10", "--irreps"},
            "the group has order 3628800; irreducible representations are computed up to order "
            "1000"},
           {{"S10", "--graph", "x.dot"},
            "S10 has 3628800 elements; at most 100000 are listed one by one"}}) {
    EXPECT_EQ(refusal(mistake.arguments), "equivarify: " + mistake.message + "\n");
  }
}

TEST(GroupCommand, NamesInfiniteGroupsAndFiniteOnesInTheirPlace) {
  EXPECT_EQ(refusal({"Z"}),
            "equivarify: 'Z' is infinite (whole numbers under addition), and groups here are "
            "finite; in its place: cyclic:n, such as C12, which shifts a ring of n places; for a "
            "grid 'C8 x C8'\n");
  for (auto const& [name, instead] : std::vector<std::pair<char const*, char const*>>{
           {"SO(3)", "octahedral (the 24 of a cube), A5 "},
           {"so3", "octahedral (the 24 of a cube), A5 "},
           {"O(3)", "'octahedral x C2' (the 48 of a cube)"},
           {"SO(2)", "cyclic:n, such as C4"},
           {"O2", "dihedral:n"},
           {"SO(5)", "alternating:m for m = n + 1"},
           {"Z^2", "'C8 x C8'"},
           {"R^3", "'C8 x C8'"},
           {"U(1)", "cyclic:n"},
           {"SU(2)", "Q8"},
           {"SE(3)", "a space group of a torus"},
           {"GL(2, R)", "matrices over a finite field"},
           {"SL2(Z)", "matrices over a finite field"},
           {"C4 x Z", "cyclic:n"}}) {
    EXPECT_THAT(
        refusal({name}),
        ::testing::AllOf(::testing::HasSubstr("is infinite ("), ::testing::HasSubstr(instead)));
  }
  for (char const* const finite : {"Z4", "F2", "O", "GL(2, 3)", "SOS", "X(3)"}) {
    EXPECT_THAT(refusal({finite}), ::testing::HasSubstr("names no group and no file")) << finite;
  }
}

/// What is offered in the place of infinite groups is what it says.
TEST(GroupCommand, KnowsTheFiniteGroupsThatItOffers) {
  for (
      auto const& [name, order] : std::vector<std::pair<char const*, char const*>>{
          {"octahedral", "24"},
          {"A5", "60"},
          {"A4", "12"},
          {"octahedral x C2", "48"},
          {"S4", "24"},
          {"C8 x C8", "64"},
          {R"({"space_group": {"name": "p4", "side": 8}})", "256"},
          {R"({"matrices": {"modulus": 3, "generators": {"a": [[1, 1], [0, 1]], "b": [[0, 1], [2, 0]]}}})",
           "24"}}) {
    EXPECT_EQ(json::parse(run_equivarify({"group", name, "--json"}).out)["order"], order) << name;
  }
}

TEST(GroupCommand, RefusesWithTheWholeReasonAndItsPlace) {
  for (Mistake const& mistake : std::vector<Mistake>{
           {{"C0"},
            "C0: no such group\n"
            "  at           /cyclic\n"
            "  found        cyclic 0 is no group: expected a number from 1\n"
            "1 problem in C0"},
           {{"dihedrol:4"},
            "dihedrol:4: unknown key\n"
            "  at           /dihedrol\n"
            "  found        \"dihedrol\"\n"
            "  expected     one of \"alternating\", \"cyclic\", \"dicyclic\", \"dihedral\", "
            "\"elementary_abelian\", \"matrices\", \"octahedral\", \"permutations\", "
            "\"presentation\", \"product\", \"semidirect\", \"small_group\", \"space_group\", "
            "\"symmetric\", \"table\", "
            "\"wreath\"\n"
            "  did you mean \"dihedral\"\n"
            "1 problem in dihedrol:4"},
           {{R"({"cyclic": "4"})"},
            "the argument:1:12: wrong number\n"
            "  at           /cyclic\n"
            "  found        the string \"4\"\n"
            "  expected     a whole number from 0 to 2^32 - 1\n"
            "1 problem in the argument"},
           {{"elementary_abelian:2,60"},
            "elementary_abelian:2,60: no such group\n"
            "  at           /elementary_abelian\n"
            "  found        C2^60 has too many elements; at most 100000 are listed one by one\n"
            "1 problem in elementary_abelian:2,60"},
           {{"C2 x S200"},
            "C2 x S200: no such group\n"
            "  at           /product/1\n"
            "  found        S200 has 200! elements; at most 100000 are listed one by one\n"
            "1 problem in C2 x S200"},
           {{R"({"wreath": [{"symmetric": 7}, {"symmetric": 7}]})"},
            "the argument:1:12: no such group\n"
            "  at           /wreath\n"
            "  found        S7 wr S7 has 25401600 elements; at most 100000 are listed one by one\n"
            "1 problem in the argument"},
           {{"C3", "--graph", "c3.png"},
            "c3.png: unknown kind of drawing\n"
            "  expected     a name that ends in .dot or .svg\n"
            "1 problem in c3.png"},
           {{"C3", "--graph", "no_such_folder/c3.dot"},
            "no_such_folder/c3.dot: cannot be written\n"
            "  found        No such file or directory\n"
            "1 problem in no_such_folder/c3.dot"},
           {{"C1000", "--graph", "c.svg"},
            "c.svg: cannot be drawn\n"
            "  found        1000 vertices; at most 600 are drawn\n"
            "1 problem in c.svg"}}) {
    EXPECT_EQ(refusal(mistake.arguments), mistake.message + "\n");
  }
}

TEST(GroupCommand, RefusesKeysThatAreUnknownOrStandTwice) {
  EXPECT_EQ(refusal({R"({"cyclic": 2, "cyclic": 3})"}),
            "the argument:1:15: key given twice\n"
            "  at           /cyclic\n"
            "  found        \"cyclic\"\n"
            "  expected     each key at most once in an object\n"
            "1 problem in the argument\n");
  EXPECT_EQ(refusal({R"({"matrices": {"modulus": 2, "generators": {}, "degree": 2}})"}),
            "the argument:1:47: unknown key\n"
            "  at           /matrices/degree\n"
            "  found        \"degree\"\n"
            "  expected     one of \"modulus\", \"generators\"\n"
            "1 problem in the argument\n");
  EXPECT_EQ(refusal({R"({"cyclic": 2)"}),
            "the argument:1:13: not JSON\n"
            "  found        unexpected end of input, while reading: object\n"
            "  expected     ',' or '}'\n"
            "1 problem in the argument\n");
}

TEST(GroupCommand, TakesExpressionsThatAreTooLongForAFilesName) {
  std::string factors = "C1";
  for (int i = 1; i < 60; ++i) {
    factors += " x C1";
  }
  EXPECT_EQ(run_equivarify({"group", factors}).code, ExitCode::done);
  EXPECT_LT(refusal({std::string(100'000, 'C')}).size(), 400U);
}

/// Generators as GAP, Magma and the ATLAS write them.
TEST(GroupCommand, SaysThatPointsCountFromZero) {
  std::string const from_one = R"json({"permutations": {"degree": 12, "generators":
 {"a": "(1,4)(3,10)(5,11)(6,12)", "b": "(0,7,8)"}}})json";
  EXPECT_EQ(refusal({from_one}),
            "the argument:2:8: no permutation\n"
            "  at           /permutations/generators/a\n"
            "  found        in the cycles '(1,4)(3,10)(5,11)(6,12)' at position 20: found '12', "
            "expected a point below 12; points count from 0 here, not from 1\n"
            "1 problem in the argument\n");
  std::string const from_zero = R"json({"permutations": {"degree": 12, "generators":
 {"a": "(0,3)(2,9)(4,10)(5,11)", "b": "(0,7,8)(1,2,3)(4,11,10)(5,9,6)"}}})json";
  json const m12 = json::parse(run_equivarify({"group", from_zero, "--json"}).out);
  EXPECT_EQ(m12["order"], "95040");
}

TEST(GroupCommand, StopsWhereMemoryOrTimeWouldNotDo) {
  auto const reason = [](std::string const& presentation) {
    return refusal({R"({"presentation": )" + presentation + "}"});
  };
  EXPECT_THAT(
      reason(R"({"generators": ["a", "b"], "relations": ["a^2", "b^3"], "max_cosets": 1000})"),
      ::testing::HasSubstr("more than 1000 cosets: the group may be infinite, or larger than "
                           "this enumeration may grow\n"));
  EXPECT_THAT(reason(R"({"generators": ["a", "b"], "relations": ["b^-1 a b = a^5"]})"),
              ::testing::HasSubstr("the group is infinite: made abelian it is Z x C4, of free rank "
                                   "1, in which no power of b is e"));
  EXPECT_THAT(reason(R"({"generators": ["a"], "relations": ["a^10000000"]})"),
              ::testing::HasSubstr("the word 'a^10000000' has more than 1000000 letters\n"));
  std::string relations = "\"a^999999\"";
  for (int i = 1; i < 3'000; ++i) {
    relations += ",\"a^999999\"";
  }
  EXPECT_THAT(reason(R"({"generators": ["a"], "relations": [)" + relations + "]}"),
              ::testing::HasSubstr("the relations have more than 4000000 letters in all\n"));
}

TEST(GroupCommand, RefusesDeepNesting) {
  std::string deep = R"({"cyclic": 2})";
  for (int i = 0; i < 40; ++i) {
    deep.insert(0, R"({"product": [)").append("]}");
  }
  EXPECT_THAT(refusal({deep}), ::testing::HasSubstr("the argument:1:429: nested too deep\n"));
}

} // namespace
} // namespace equivarify::codegen
