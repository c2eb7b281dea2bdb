/// \file
/// `equivarify group` as its users meet it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::Outcome;
using support::run_equivarify;

json facts_of(std::string const& group) {
  Outcome const outcome = run_equivarify({"group", group, "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  return json::parse(outcome.out);
}

TEST(GroupCommand, TellsTheFactsOfD4) {
  json const facts = facts_of("dihedral:4");
  EXPECT_EQ(facts["order"], "8");
  EXPECT_EQ(facts["abelian"], false);
  EXPECT_EQ(facts["exponent"], 4);
  EXPECT_EQ(facts["conjugacy_classes"], 5);
  EXPECT_EQ(facts["centre_order"], 2);
  EXPECT_EQ(facts["derived_order"], 2);
  EXPECT_EQ(facts["normal_subgroups"], 6);
  EXPECT_EQ(facts["subgroups"], 10);
  EXPECT_EQ(facts["subgroup_classes"], 8);
  EXPECT_EQ(facts["automorphisms"], 8);
  EXPECT_EQ(facts["character_degrees"], json({1, 1, 1, 1, 2}));
  EXPECT_EQ(facts["frobenius_schur"], json({1, 1, 1, 1, 1}));
  EXPECT_EQ(facts["abelian_invariants"], json({2, 2}));
  EXPECT_EQ(facts["name"], "D4");
  EXPECT_EQ(facts["convolution_multiplications"], json({{"direct", 64}, {"fourier", 12}}));
  EXPECT_EQ(facts["real_blocks"].dump(),
            R"json([{"block":"R","copies":4,"dimension":1,"multiplications":1},)json"
            R"json({"block":"M2(R)","copies":1,"dimension":2,"multiplications":8}])json");
}

TEST(GroupCommand, TellsQuaternionicFromReal) {
  EXPECT_EQ(facts_of("Q8")["frobenius_schur"], json({1, 1, 1, 1, -1}));
  EXPECT_EQ(facts_of("Q8")["character_degrees"], facts_of("D4")["character_degrees"]);
  EXPECT_EQ(facts_of("Q8")["convolution_multiplications"]["fourier"], 20);
  EXPECT_EQ(facts_of("C4")["real_blocks"][1]["block"], "C");
}

/// The type of each key, where it is not null.
std::map<std::string, json::value_t> const types{
    {"order", json::value_t::string},
    {"abelian", json::value_t::boolean},
    {"exponent", json::value_t::number_unsigned},
    {"conjugacy_classes", json::value_t::number_unsigned},
    {"centre_order", json::value_t::number_unsigned},
    {"derived_order", json::value_t::number_unsigned},
    {"normal_subgroups", json::value_t::number_unsigned},
    {"subgroups", json::value_t::number_unsigned},
    {"subgroup_classes", json::value_t::number_unsigned},
    {"automorphisms", json::value_t::number_unsigned},
    {"character_degrees", json::value_t::array},
    {"frobenius_schur", json::value_t::array},
    {"abelian_invariants", json::value_t::array},
    {"name", json::value_t::string},
    {"real_blocks", json::value_t::array},
    {"convolution_multiplications", json::value_t::object}};

TEST(GroupCommand, HasEveryKeyWithItsTypeOrNull) {
  for (std::string const group : {"C1", "S4", "C2 x D4", "octahedral", "dihedral:2000", "S10"}) {
    json const facts = facts_of(group);
    EXPECT_EQ(facts.size(), types.size());
    for (auto const& [key, type] : types) {
      ASSERT_TRUE(facts.contains(key)) << key;
      bool const may_be_null = group == "S10" || group == "dihedral:2000";
      EXPECT_TRUE(facts[key].type() == type || (may_be_null && facts[key].is_null()))
          << group << " " << key << " " << facts[key];
    }
  }
}

TEST(GroupCommand, HasNullAboveTheBounds) {
  json const large = facts_of("symmetric:10");
  for (auto const& [key, type] : types) {
    bool const known = key == "order" || key == "abelian";
    EXPECT_EQ(large[key].is_null(), !known) << key;
  }
  EXPECT_EQ(large["order"], "3628800");
  json const searched_in_vain = facts_of("dihedral:2000");
  EXPECT_EQ(searched_in_vain["conjugacy_classes"], 1003);
  EXPECT_TRUE(searched_in_vain["subgroups"].is_null());
  EXPECT_TRUE(searched_in_vain["character_degrees"].is_null());
}

TEST(GroupCommand, PrintsWhatPeopleRead) {
  EXPECT_EQ(run_equivarify({"group", "C3", "--irreps"}).out, R"text(C3
  order                 3
  abelian               yes
  exponent              3
  conjugacy classes     3
  order of the centre   3
  derived subgroup      1
  subgroups             2
  classes of subgroups  2
  normal subgroups      2
  automorphisms         2
  G / G'                C3

subgroups, one of each class
  order 1        1 conjugate, normal  1
  order 3        1 conjugate, normal  <r>

conjugacy classes
     1 of order 1    e
     1 of order 3    r
     1 of order 3    r^2

characters, a column for each class; the last column is the indicator
          1         1         1    1
          1      E(3) -1 - E(3)    0
          1 -1 - E(3)      E(3)    0

real group algebra = R + C
  block   copies  dimension  multiplications
  R            1          1                1
  C            1          2                4
a convolution over the group: 9 real multiplications, 5 by blocks

real irreducible representations, the matrices of the generators
  R, dimension 1, entries exactly 0, 1, -1
    r  [ 1 ]
  C, dimension 2, entries rounded
    r  [      -0.5 -0.866025 ]
       [  0.866025      -0.5 ]
)text");
}

TEST(GroupCommand, GivesRepresentationsAsJson) {
  Outcome const outcome = run_equivarify({"group", "Q8", "--irreps", "--json"});
  json const quaternionic = json::parse(outcome.out)["irreps"].back();
  EXPECT_EQ(quaternionic["block"], "H");
  EXPECT_EQ(quaternionic["ring"], "H");
  EXPECT_EQ(quaternionic["size"], 1);
  EXPECT_EQ(quaternionic["dimension"], 4);
  EXPECT_EQ(quaternionic["exact"], true);
  EXPECT_EQ(quaternionic["characters"], json({4}));
  EXPECT_EQ(quaternionic["generators"]["a"][1], json({1.0, 0.0, 0.0, 0.0}));
}

} // namespace
} // namespace equivarify::codegen
