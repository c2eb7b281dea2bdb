/// \file
/// The text form of constructions: read, written, and refused at its column.
#include "equivarify/codegen/explore/construction_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Kind = SetTerm::Kind;

ConstructionTerm parsed(std::string const& text) {
  nlohmann::json const value = text;
  return parse_construction({value, "/construction"});
}

/// What is said of \p text: what was found, and what was expected.
std::pair<std::string, std::string> refusal(std::string const& text) {
  try {
    static_cast<void>(parsed(text));
  } catch (InputError const& error) {
    Problem const& problem = error.problems().front();
    EXPECT_EQ(problem.pointer, "/construction");
    return {problem.found, problem.expected};
  }
  return {"", ""};
}

/// A word that stands in no column.
PlacedWord pick_word(std::vector<std::string> const& words) {
  return {*rc::gen::elementOf(words), 1};
}

PlacedWord pick_element() {
  return pick_word({"e", "r", "r^2 s", "(r s)^2", "s^-1", "3"});
}

std::vector<PlacedWord> pick_elements() {
  std::vector<PlacedWord> elements;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    elements.push_back(pick_element());
  }
  return elements;
}

SetTerm pick_set() {
  switch (*rc::gen::inRange(0, 6)) {
  case 0:
    return {Kind::group, {"G"}, {}};
  case 1:
    return {Kind::cosets, {}, pick_elements()};
  case 2:
    return {Kind::named_cosets, pick_word({"1", "N", "H_2"}), {}};
  case 3:
    return {Kind::labels, {"Z"}, {}};
  case 4:
    return {Kind::points, pick_word({"0", "1", "12"}), {}};
  default:
    return {Kind::named, pick_word({"X", "corners", "y2"}), {}};
  }
}

FactorTerm pick_factor() {
  if (*rc::gen::inRange(0, 5) == 0) {
    return {.is_map = true, .sets = {{Kind::group, {"G"}, {}}}, .commutes = true};
  }
  FactorTerm factor{*rc::gen::arbitrary<bool>(), {pick_set()}};
  for (int i = *rc::gen::inRange(0, 3); factor.is_map && i > 0; --i) {
    factor.sets.push_back(pick_set());
  }
  return factor;
}

PartTerm pick_part() {
  PartTerm part;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    part.names.push_back({fmt::format("s{}", i)});
    part.factors.push_back(pick_factor());
  }
  part.value.name = pick_word({"s1", "z", "on", "at rest", "7"});
  if (*rc::gen::arbitrary<bool>()) {
    part.value.arguments = pick_elements();
  }
  return part;
}

RC_GTEST_PROP(ConstructionText, ReadsWhatItWrites, ()) {
  ConstructionTerm construction;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    construction.push_back(pick_part());
  }
  std::string const text = to_text(construction);
  RC_ASSERT(parsed(text) == construction);
  RC_ASSERT(to_text(parsed(text)) == text);
}

TEST(ConstructionText, BlanksDoNotMatter) {
  EXPECT_EQ(to_text(parsed("  Map( G/< r^2 ,s>x 2,Z )x Z ,p( s,z )=s( e ,1 );G,p(g)=on ")),
            "Map(G/<r^2, s> x 2, Z) x Z, p(s, z) = s(e, 1); G, p(g) = on");
}

TEST(ConstructionText, WordsKnowTheirColumns) {
  ConstructionTerm const read = parsed("Map(G, Z) x G/<r>, p(s, t) = s(r^2)");
  EXPECT_EQ(read.front().factors[1].sets.front().generators.front().column, 16U);
  EXPECT_EQ(read.front().names[1].column, 25U);
  EXPECT_EQ(read.front().value.name.column, 30U);
  EXPECT_EQ(read.front().value.arguments.front().column, 32U);
}

TEST(ConstructionText, SaysWhatItExpectedAndWhere) {
  using Refusal = std::pair<std::string, std::string>;
  std::string const set =
      "a set: G, G/<words>, G/NAME, Z, a number, a NAME of \"where\", or Map(set, Z)";
  EXPECT_EQ(refusal(""), (Refusal{"the end of the text at column 1", set}));
  EXPECT_EQ(refusal("Map(G, Z)"),
            (Refusal{"the end of the text at column 10", "\"x\" and another factor, or \", p(\""}));
  EXPECT_EQ(refusal("Map(G, Y), p(s) = s(e)"), (Refusal{"\"Y\" at column 8", "\"Z\", the labels"}));
  EXPECT_EQ(refusal("Map G, p(s) = s(e)"),
            (Refusal{"\"G\" at column 5", "\"(\" and the domain of the maps"}));
  EXPECT_EQ(refusal("Map_H(Z, Z), p(s) = s(e)"),
            (Refusal{"\"Z\" at column 7", "\"G\", the domain of Map_H(G, Z)"}));
  EXPECT_EQ(refusal("G, q(s) = s(e)"), (Refusal{"\"q\" at column 4", "\"p(\", the projection"}));
  EXPECT_EQ(refusal("G x x, p(s) = 0"), (Refusal{"\"x\" at column 5", set}));
  EXPECT_EQ(refusal("G x Z, p(g) = 0"),
            (Refusal{"\")\" at column 11", "2 names in p(...), one for each factor"}));
  EXPECT_EQ(refusal("G, p(g, z) = z"),
            (Refusal{"\"z\" at column 9", "1 name in p(...), one for each factor"}));
  EXPECT_EQ(refusal("G x Z, p(g, g) = g"),
            (Refusal{"\"g\" at column 13", "different names for the coordinates"}));
  EXPECT_EQ(refusal("G, p(e) = 0"), (Refusal{"\"e\" at column 6", "a name for a coordinate"}));
  EXPECT_EQ(refusal("G, p(g) 0"), (Refusal{"\"0\" at column 9", "\"=\" and a label"}));
  EXPECT_EQ(refusal("G, p(g) = "),
            (Refusal{"the end of the text at column 11", "a label, such as s(e) or z"}));
  EXPECT_EQ(refusal("Map(G, Z), p(s) = s()"), (Refusal{"\")\" at column 21", "a point"}));
  EXPECT_EQ(refusal("Map(G, Z), p(s) = s(e"),
            (Refusal{"the end of the text at column 22", "\",\" and another point, or \")\""}));
  EXPECT_EQ(refusal("Map(G, Z), p(s) = s(e) s"),
            (Refusal{"\"s\" at column 24", "\";\" and another part, or the end"}));
  EXPECT_EQ(refusal("G/, p(g) = 0"),
            (Refusal{"\",\" at column 3",
                     "a subgroup: \"<\" and elements, \"1\", or a NAME of \"where\""}));
  EXPECT_EQ(refusal("G/<r, p(g) = 0"),
            (Refusal{"the end of the text at column 15", "\",\" and another element, or \">\""}));
}

} // namespace
} // namespace equivarify::codegen
