#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/probe/probe_form.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/expect_error.hpp"

namespace equivarify::codegen {
namespace {

using algebra::probe::Array;
using support::expect_error;

ProbeForm parse(std::string const& text) {
  return parse_probe_form(text, "form.json");
}

void expect_refused(std::string const& text, std::string const& message) {
  expect_error<InputError>([&] { return parse(text); }, message);
}

TEST(ProbeForm, ReadsPicturesAndRowsOfCopies) {
  ProbeForm const form = parse(R"json({
    "group": {"cyclic": 4},
    "input": {"shape": [2, 2], "action": {"r": "quarter_turn"}, "range": [0, 1]},
    "output": {"shape": [3], "copies": "regular"}})json");
  algebra::Element const r = form.input.group().element_named("r");
  EXPECT_EQ(form.input.act(r, {1, 2, 3, 4}), (Array{2, 4, 1, 3}));
  EXPECT_EQ(form.output.size(), 12U);
  EXPECT_TRUE(form.output.has_regular_copies());
  EXPECT_EQ(form.output.act(r, {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}),
            (Array{3, 3, 3, 0, 0, 0, 1, 1, 1, 2, 2, 2}));
  EXPECT_EQ(form.domain.lowest, 0);
  EXPECT_FALSE(form.domain.unbounded);
  EXPECT_TRUE(form.tolerance.exact());
  EXPECT_EQ(form.input.entry_name(3), "[1][1]");
  EXPECT_EQ(form.output.entry_name(5), "copy r, [2]");
}

TEST(ProbeForm, ReadsEveryKindOfAction) {
  ProbeForm const form = parse(R"json({
    "group": "D4",
    "input": {"shape": [1, 2, 2], "integers": true,
              "action": {"r": ["transpose", "flip_columns"], "s": {"permutation": [1, 0, 3, 2]}}},
    "output": {"shape": [4], "copies": {"cosets_of": ["s"]}, "fields": 2,
               "action": {"r": {"permutation": "(0 1 3 2)"}, "s": {"permutation": "(0 1)(2 3)"}}},
    "tolerance": {"absolute": 1e-6, "relative": 1e-5, "ulps": 3}})json");
  EXPECT_EQ(form.output.size(), 2U * 4U * 4U);
  EXPECT_EQ(form.output.copies().size(), 4U);
  EXPECT_EQ(form.output.fields(), 2U);
  EXPECT_TRUE(form.domain.integers);
  EXPECT_EQ(form.tolerance.ulps, 3U);
  // Cycles say where an entry goes: 0 to 1 where (r x)[1] = x[0].
  algebra::Element const r = form.output.group().element_named("r");
  EXPECT_EQ(form.output.places().images_of(r), (std::vector<std::uint32_t>{1, 3, 0, 2}));
}

TEST(ProbeForm, ReadsTheMotionsOfSpecs) {
  ProbeForm const form = parse(R"json({
    "group": "C2 x C2",
    "input": {"shape": [2, 1, 2], "action": {
      "r1": {"shift_columns": 1}, "r2": {"permute_channels": "(0 1)"}}},
    "output": {"shape": [2], "copies": "regular", "fields": 2, "action": {
      "r1": "negate", "r2": {"signs": [1, -1]}}}})json");
  algebra::Group const& group = form.input.group();
  algebra::Element const a = group.generators()[0].element;
  algebra::Element const b = group.generators()[1].element;
  EXPECT_EQ(form.input.act(b, {1, 2, 3, 4}), (Array{3, 4, 1, 2}));
  EXPECT_TRUE(form.output.changes_signs());
  Array const s{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  EXPECT_EQ(form.output.act(a, form.output.act(a, s)), s);
  EXPECT_EQ(form.output.act(a, form.output.act(b, s)), form.output.act(group.multiply(a, b), s));
  for (std::uint32_t copy = 0; copy < 4; ++copy) { // (g s)(h) = g s(g^-1 h)
    std::uint32_t const from = 2 * group.multiply(group.inverse(b), group.element(copy)).index();
    EXPECT_EQ(form.output.act(b, s)[2 * copy], s[from]);
    EXPECT_EQ(form.output.act(b, s)[2 * copy + 1], -s[from + 1]);
  }
}

TEST(ProbeForm, RefusesMotionsAsSpecsDo) {
  expect_refused(R"json({"group": "C2", "input": {"shape": [2], "action": {"r": {"signs": [-1]}}},
 "output": {"shape": [2], "action": {"r": {"negate_channels": [2]}}}})json",
                 "form.json:1:67: motion does not fit the array\n"
                 "  at           /input/action/r/signs\n"
                 "  found        a list of 1 signs, expected 2\n"
                 "form.json:2:63: motion does not fit the array\n"
                 "  at           /output/action/r/negate_channels\n"
                 "  found        there is no channel 2: the array has 2\n"
                 "2 problems in form.json");
}

TEST(ProbeForm, RefusesARangeThatItsActionLeaves) {
  expect_refused(
      R"json({"group": "C2", "input": {"shape": [2], "range": [0, 1], "action": {"r": "negate"}},
 "output": {"shape": [1], "action": "trivial"}})json",
      "form.json:1:50: wrong range\n"
      "  at           /input/range\n"
      "  found        [0,1]\n"
      "  expected     [-b, b], for the action changes signs\n"
      "1 problem in form.json");
}

TEST(ProbeForm, RefusesAKeyThatStandsTwice) {
  expect_refused(R"json({"group": "C2", "group": "C3"})json",
                 "form.json:1:17: key given twice\n"
                 "  at           /group\n"
                 "  found        \"group\"\n"
                 "  expected     each key at most once in an object\n"
                 "1 problem in form.json");
}

TEST(ProbeForm, TakesASpec) {
  ProbeForm const form = load_probe_form(std::string{SPECS_FOLDER} + "/tiny_c4.json");
  EXPECT_EQ(form.input.size(), 784U);
  EXPECT_EQ(form.output.size(), 40U);
  EXPECT_TRUE(form.output.has_regular_copies());
}

TEST(ProbeForm, ShowsEveryMistakeWithItsPlace) {
  expect_refused(R"json({"group": "D4",
 "input": {"shape": [1, 3, 3], "action": {"r": "quater_turn", "t": "transpose"}},
 "output": {"shape": [10], "copies": "regular", "actoin": "trivial"}})json",
                 "form.json:2:42: generator without action\n"
                 "  at           /input/action/s\n"
                 "  found        no \"s\"\n"
                 "  expected     how each generator of D4 acts\n"
                 "form.json:2:48: unknown name\n"
                 "  at           /input/action/r\n"
                 "  found        \"quater_turn\"\n"
                 "  expected     one of \"identity\", \"quarter_turn\", \"half_turn\", "
                 "\"three_quarter_turn\", \"flip_rows\", \"flip_columns\", \"flip_channels\", "
                 "\"flip_slices\", "
                 "\"transpose\", \"sixth_turn\", \"cube_turn_x\", \"cube_turn_y\", "
                 "\"cube_turn_z\", \"negate\"\n"
                 "  did you mean \"quarter_turn\"\n"
                 "form.json:2:63: unknown generator\n"
                 "  at           /input/action/t\n"
                 "  found        \"t\"\n"
                 "  expected     a generator of D4: one of \"r\", \"s\"\n"
                 "form.json:3:49: unknown key\n"
                 "  at           /output/actoin\n"
                 "  found        \"actoin\"\n"
                 "  expected     one of \"shape\", \"action\", \"copies\", \"fields\"\n"
                 "  did you mean \"action\"\n"
                 "4 problems in form.json");
}

TEST(ProbeForm, RefusesWhatIsNoActionOfTheGroup) {
  expect_refused(
      R"json({"group": "C3", "input": {"shape": [1, 3, 3], "action": {"r": "quarter_turn"}},
 "output": {"shape": [1], "action": "trivial"}})json",
      "form.json:1:57: no action of the group\n"
      "  at           /input/action\n"
      "  found        no action of C3 on 1x3x3 arrays: g (h x) differs from (g h) x for g = r^2, "
      "h = r, g h = e: they put the entry x[0][0][0] at different places; the relation "
      "r^3 = e fails\n"
      "1 problem in form.json");
}

TEST(ProbeForm, RefusesAGroupAndSaysWhere) {
  expect_refused(R"json({"group": {"cyclik": 3}, "input": {"shape": [3], "action": "trivial"},
 "output": {"shape": [1], "action": "trivial"}})json",
                 "form.json:1:12: unknown key\n"
                 "  at           /group/cyclik\n"
                 "  found        \"cyclik\"\n"
                 "  expected     one of \"alternating\", \"cyclic\", \"dicyclic\", \"dihedral\", "
                 "\"elementary_abelian\", \"matrices\", \"octahedral\", \"permutations\", "
                 "\"presentation\", \"product\", \"semidirect\", \"small_group\", \"space_group\", "
                 "\"symmetric\", \"table\", "
                 "\"wreath\"\n"
                 "  did you mean \"cyclic\"\n"
                 "1 problem in form.json");
}

TEST(ProbeForm, RefusesWhatIsMissingOrOfAnotherType) {
  expect_refused(R"json({"group": "D4"})json",
                 "form.json:1:1: missing keys\n"
                 "  found        an object with \"group\"\n"
                 "  expected     an object with the keys \"input\", \"output\"\n"
                 "1 problem in form.json");
  expect_refused("[1]",
                 "form.json:1:1: wrong type\n"
                 "  found        [1]\n"
                 "  expected     an object with \"group\", \"input\", \"output\"\n"
                 "1 problem in form.json");
  expect_refused(R"json({"group": "D4", "input": 3, "output": {"shape": [0], "action": 1}})json",
                 "form.json:1:26: wrong type\n"
                 "  at           /input\n"
                 "  found        3\n"
                 "  expected     an object\n"
                 "form.json:1:50: wrong number\n"
                 "  at           /output/shape/0\n"
                 "  found        0\n"
                 "  expected     an integer from 1 to 16777216\n"
                 "2 problems in form.json");
}

TEST(ProbeForm, RefusesBoundsThatBoundNothing) {
  expect_refused(
      R"json({"group": "C2", "input": {"shape": [2], "action": "trivial", "range": [1, 0]},
 "output": {"shape": [1], "copies": {"cosets_of": ["q"]}, "fields": 0}, "tolerance": -1})json",
      "form.json:1:71: wrong range\n"
      "  at           /input/range\n"
      "  found        [1,0]\n"
      "  expected     [least, largest], the least below the largest\n"
      "form.json:2:52: unknown element\n"
      "  at           /output/copies/cosets_of/0\n"
      "  found        C2 has no element 'q'; expected 'e' or 'r'\n"
      "form.json:2:69: wrong number\n"
      "  at           /output/fields\n"
      "  found        0\n"
      "  expected     an integer from 1 to 16777216\n"
      "form.json:2:86: wrong number\n"
      "  at           /tolerance\n"
      "  found        -1\n"
      "  expected     a number from 0\n"
      "4 problems in form.json");
}

} // namespace
} // namespace equivarify::codegen
