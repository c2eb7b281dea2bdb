/// \file
/// What is no theory is refused, with its place, what was found and what was expected.
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/theory.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/expect_error.hpp"

namespace equivarify::algebra::proof {
namespace {

struct Malformed {
  char const* name;
  char const* text;
  char const* message; ///< after `t.txt:`
};

class MalformedTheory : public ::testing::TestWithParam<Malformed> {};

std::vector<Malformed> malformed() {
  return {
      {"kind",
       "axim a: b\n",
       R"m(1: found "axim"; expected one of axiom, given, defined, theorem, construction, claim (nearest: axiom))m"},
      {"no_words", "# a comment\naxiom a\n", R"m(2: found "axiom a"; expected axiom NAME: WORDS)m"},
      {"no_name",
       "axiom: b\n",
       R"m(1: found "axiom:"; expected one of axiom, given, defined, theorem, construction, claim (nearest: axiom))m"},
      {"name",
       "axiom a b: c\n  e = e\n",
       R"m(1: found "a b"; expected a name of letters, digits, - and _)m"},
      {"blank_in_front",
       " axiom a: b\n",
       R"m(1: found "1 blank(s) in front"; expected no blank (an entry), two (a line of it) or four (more of the line above))m"},
      {"blank_at_end",
       "axiom a: b \n",
       R"m(1: found "axiom a: b "; expected no blank at the end)m"},
      {"only_blanks", "axiom a: b\n  \n", R"m(2: found "  "; expected no blank at the end)m"},
      {"tab",
       "axiom a: b\n\te = e\n",
       "2: found a tab or another control character; expected blanks and other text"},
      {"windows",
       "axiom a: b\r\n",
       "1: found a tab or another control character; expected blanks and other text"},
      {"two_blanks",
       "axiom a:  b\n",
       R"m(1: found "axiom a:  b"; expected one blank between words)m"},
      {"detail_first", "  e = e\n", R"m(1: found "e = e"; expected an entry before it)m"},
      {"more_first", "    e = e\n", R"m(1: found "e = e"; expected an entry before it)m"},
      {"no_equation", "axiom a: b\n", R"m(1: found the end; expected "for", LEFT = RIGHT)m"},
      {"no_equation_after", "axiom a: b\n  for g: G\n", "1: found the end; expected LEFT = RIGHT"},
      {"keyword",
       "axiom a: b\n  four g: G\n  e = e\n",
       R"m(2: found "four g: G"; expected "for", LEFT = RIGHT)m"},
      {"order",
       "theorem a: b\nclaim c: d\n  by c\n  for g: G\n  e = e\n",
       R"m(3: found "c"; expected a claim before it)m"},
      {"late",
       "theorem a: b\nclaim c: d\n  e = e\n  for g: G\n",
       R"m(4: found "for g: G"; expected "backward", "unused", "use", the end of the entry)m"},
      {"left_side",
       "axiom a: b\n  for g: G\n  g = e\n",
       R"m(3: found "g = e"; expected a left side that is no variable, which would be rewritten everywhere)m"},
      {"two_equations",
       "axiom a: b\n  e = e\n  e = e\n",
       R"m(3: found "e = e"; expected the end of the entry)m"},
      {"lines_of_theorem",
       "theorem a: b\n  e = e\n",
       R"m(2: found "e = e"; expected the end of the entry)m"},
      {"term",
       "axiom a: b\n  for g: G\n  mul(g,g) = e\n",
       R"m(3: "mul(g,g)" is no term: expected ')' at character 6)m"},
      {"twice_equal",
       "axiom a: b\n  e = e = e\n",
       R"m(2: "e = e" is no term: expected the end at character 2)m"},
      {"sort", "axiom a: b\n  for g G\n  e = e\n", R"m(2: "g G": expected ": ")m"},
      {"set_of_functions",
       "axiom a: b\n  for s: Map(G)\n  e = e\n",
       R"m(2: found "Map(G)"; expected a set, or Map, Prod, Fun or Family of two sorts)m"},
      {"set",
       "axiom a: b\n  for s: Fun(X, Z(G))\n  e = e\n",
       R"m(2: found "Z(G)"; expected a set, or Map, Prod, Fun or Family of two sorts)m"},
      {"variable_twice",
       "axiom a: b\n  for g: G; g: G\n  e = e\n",
       R"m(2: "g: G": expected a name that is not taken)m"},
      {"variable_name",
       "axiom a: b\n  for e(g): G\n  e = e\n",
       R"m(2: "e(g): G": expected a name that is not taken)m"},
      {"symbol",
       "axiom a: b\n  for g: G\n  mull(g, g) = g\n",
       R"m(3: found "mull"; expected a symbol (nearest: mul))m"},
      {"variable",
       "axiom a: b\n  for elem: G\n  mul(e, elm) = elem\n",
       R"m(3: found "elm"; expected a symbol, or a variable (nearest: elem))m"},
      {"arguments",
       "axiom a: b\n  for g: G\n  mul(g) = g\n",
       R"m(3: found "mul(g)"; expected mul with 2 argument(s))m"},
      {"same_name",
       "axiom a: b\n  e = e\ngiven a: b\n  e = e\n",
       R"m(3: found "a"; expected a name that is not taken)m"},
      {"same_theorem",
       "theorem a: b\nconstruction a: b\n",
       R"m(2: found "a"; expected a name that is not taken)m"},
      {"claim_first",
       "claim a: b\n  e = e\n",
       R"m(1: found "claim"; expected a theorem or a construction before it)m"},
      {"hypothesis",
       "given X-still: b\n  e = e\ntheorem a: b\nclaim c: d\n  given X-stil\n  e = e\n",
       R"m(5: no hypothesis is called "X-stil" (nearest: X-still))m"},
      {"list",
       "given X-still: b\n  e = e\ntheorem a: b\nclaim c: d\n  given X-still,\n  e = e\n",
       R"m(5: no hypothesis is called "X-still," (nearest: X-still))m"},
      {"hypothesis_of_other_variables",
       "given s-still: b\n  s = s\ntheorem a: b\nclaim c: d\n  given s-still\n  e = e\n",
       R"m(6: found "s"; expected a symbol, or a variable)m"},
      {"itself",
       "theorem a: b\nclaim c: d\n  by c\n  e = e\n",
       R"m(3: found "c"; expected a claim before it)m"},
      {"nearest_claim",
       "theorem a: b\nclaim lift: d\n  e = e\nclaim c: d\n  by lft\n  e = e\n",
       R"m(5: found "lft"; expected a claim before it (nearest: lift))m"},
      {"sides",
       "theorem a: b\nclaim c: d\n  for x: X\n  x = e\n",
       R"m(4: found "a side in X and one in G"; expected both in one set)m"},
      {"no_sort",
       "theorem a: b\nclaim c: d\n  for F: Fun(X, Z); g: G\n  ap(F, g) = e\n",
       R"m(4: "F" has no sort)m"},
      {"place",
       "theorem a: b\nclaim c: d\n  e = e at \n",
       R"m(3: found "  e = e at "; expected no blank at the end)m"},
      {"place_term",
       "theorem a: b\nclaim c: d\n  e = e at h(\n",
       R"m(3: "h(" is no term: expected a symbol at character 3)m"},
      {"strategy",
       "theorem a: b\nclaim c: d\n  e = e\n  backward lift\n",
       R"m(4: found "lift"; expected an axiom, or what the claim supposes or cites)m"},
      {"idea",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lit in left\n",
       R"m(6: found "lit"; expected an axiom, or what the claim supposes or cites (nearest: lift))m"},
      {"no_side",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift backward\n",
       R"m(6: found the end; expected "in left" or "in right")m"},
      {"side",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in middle\n",
       R"m(6: found "middle"; expected "in left" or "in right")m"},
      {"position",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in left at 1.x\n",
       R"m(6: found "1.x"; expected a position such as 0.1)m"},
      {"given_term",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in left with g\n",
       R"m(6: found "g"; expected NAME = TERM)m"},
      {"given_symbol",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in left with g = "
       "inv(h)\n",
       R"m(6: found "h"; expected a symbol, or a variable)m"},
      {"given_twice",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in left with g = e; "
       "g = e\n",
       R"m(6: found "g = e"; expected each variable once)m"},
      {"idea_end",
       "axiom lift: b\n  e = e\ntheorem a: b\nclaim c: d\n  e = e\n  use lift in left right\n",
       R"m(6: found "right"; expected the end of the line)m"},
      {"defined", "defined sec: kernel\n", R"m(1: found "kernel"; expected a claim before it)m"},
  };
}

TEST_P(MalformedTheory, IsRefused) {
  support::expect_error<AlgebraError>(
      [] {
        return read_theory({{"t.txt", GetParam().text}});
      },
      std::string{"t.txt:"} + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Texts,
                         MalformedTheory,
                         ::testing::ValuesIn(malformed()),
                         [](auto const& text) { return text.param.name; });

} // namespace
} // namespace equivarify::algebra::proof
